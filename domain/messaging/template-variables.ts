/**
 * Why WhatsApp would refuse a template's values (Twilio 21656, 92007), naming the variable and never its value;
 * null when every value may go.
 */
export function problemWithVariables(variables: Readonly<Record<string, unknown>>): string | null {
  for (const [name, value] of Object.entries(variables)) {
    const problem = problemWithValue(value);
    if (problem) return `Template variable ${name} ${problem}`;
  }
  return null;
}

/** What is wrong with one value; null when it may go. */
export function problemWithValue(value: unknown): string | null {
  if (typeof value !== 'string') return 'must be text';
  if (value.trim() === '') return 'must not be empty';
  if (/[\r\n\u2028\u2029]/.test(value)) return 'must not hold a line break';
  if (value.includes('\t')) return 'must not hold a tab';
  if (/ {5}/.test(value)) return 'must not hold more than four spaces in a row';
  return null;
}
