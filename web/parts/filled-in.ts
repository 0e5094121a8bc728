const PLACEHOLDER = /\{\{(\w+)\}\}/g;

/** The variables of a template: those that its words name, and those that have a value already. */
export function placeholdersOf(words: string, variables: Readonly<Record<string, string>>): string[] {
  const named = [...words.matchAll(PLACEHOLDER)].map(([, name = '']) => name);
  return [...new Set([...named, ...Object.keys(variables)])].toSorted();
}

/** A template's words with its values in their places. */
export function filledIn(words: string, variables: Readonly<Record<string, string>>): string {
  return words.replace(PLACEHOLDER, (placeholder, name: string) => {
    const value = variables[name] ?? '';
    return value === '' ? placeholder : value;
  });
}
