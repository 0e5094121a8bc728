/** One value of a template's body; the name only where the template names its variables. */
export interface TemplateParameter {
  type: 'text';
  text: string;
  parameter_name?: string;
}

export type TemplateParameters = { ok: true; list: TemplateParameter[] } | { ok: false; problem: string };

const NUMBER = /^[1-9]\d{0,2}$/;
const NAME = /^[a-z][a-z0-9_]*$/;

/**
 * A template's values in Meta's form: `{{1}}`, `{{2}}` … go by their place, `{{name}}` by its name. Meta takes
 * one kind or the other, and no gap in the numbers.
 */
export function templateParameters(variables: Readonly<Record<string, string>>): TemplateParameters {
  const names = Object.keys(variables);
  if (names.every((name) => NUMBER.test(name))) return byPlace(variables);
  const wrong = names.find((name) => !NAME.test(name));
  if (wrong === undefined) return { ok: true, list: Object.entries(variables).map(byName) };
  const problem = `Template variable ${wrong} must be a number like every other, or a name in small letters`;
  return { ok: false, problem };
}

function byPlace(variables: Readonly<Record<string, string>>): TemplateParameters {
  const places = Object.keys(variables).map(Number);
  const list = places.map((_, index): TemplateParameter => {
    return { type: 'text', text: variables[String(index + 1)] ?? '' };
  });
  const missing = places.findIndex((_, index) => !places.includes(index + 1));
  if (missing === -1) return { ok: true, list };
  return { ok: false, problem: `Template variable ${missing + 1} is missing: the numbers may have no gap` };
}

function byName([name, text]: [string, string]): TemplateParameter {
  return { type: 'text', parameter_name: name, text };
}
