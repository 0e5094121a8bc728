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
  return Array.isArray(given) ? ofList(name, given) : ofOne(name, given);
}

function ofOne(name: string, given: unknown): string {
  if (name === 'not') return `¬ (${conditionWords(given)})`;
  const words = textIn(given) ?? '';
  return name === 'exists' ? `${words} ?` : words;
}

function ofList(name: string, given: readonly unknown[]): string {
  if (name === 'all') return given.map(conditionWords).join(' ∧ ');
  if (name === 'any') return given.map(conditionWords).join(' ∨ ');
  const [path, operand] = given;
  return `${textIn(path) ?? ''} ${SIGNS[name] ?? name} ${operandWords(operand)}`;
}

function operandWords(operand: unknown): string {
  if (isLoose(operand)) return textIn(operand['path']) ?? '';
  return typeof operand === 'string' ? operand : JSON.stringify(operand ?? null);
}
