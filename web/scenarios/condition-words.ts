import { isLoose, textIn } from './read-scenario';

const SIGNS: Readonly<Record<string, string>> = {
  eq: '=',
  ne: '≠',
  lt: '<',
  lte: '≤',
  gt: '>',
  gte: '≥',
  in: '∈',
  contains: '∋',
  matches: '~',
};

/** A condition as short as an edge of a graph can carry it: `guests > 12`. */
export function conditionWords(condition: unknown): string {
  if (!isLoose(condition)) return '';
  const [name, given] = Object.entries(condition)[0] ?? ['', null];
  if (name === 'cel') return textIn(given) ?? '';
  if (name === 'exists') return `${textIn(given) ?? ''} ?`;
  if (name === 'not') return `¬ (${conditionWords(given)})`;
  if (!Array.isArray(given)) return name;
  if (name === 'all' || name === 'any') return given.map(conditionWords).join(name === 'all' ? ' ∧ ' : ' ∨ ');
  const [path, operand] = given as unknown[];
  return `${textIn(path) ?? ''} ${SIGNS[name] ?? name} ${operandWords(operand)}`;
}

function operandWords(operand: unknown): string {
  if (isLoose(operand)) return textIn(operand['path']) ?? '';
  return typeof operand === 'string' ? operand : JSON.stringify(operand ?? null);
}
