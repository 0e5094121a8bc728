import type { Scenario } from '../scenario';
import type { Step, StepId } from '../steps';
import { placeholdersOf } from '../substitute';
import { pathsOf, programsOf, templatesOf, writtenBy } from './contents';
import type { Finding } from './finding';

/** What is known of every person and every conversation. */
const FACTS: Record<string, readonly string[]> = {
  contact: ['name', 'phone', 'language'],
  context: ['platform', 'today', 'program', 'session', 'day'],
};
const RESERVED = new Set(['language', ...Object.keys(FACTS)]);

/** Variables a scenario reads or writes without having them, and placeholders that cannot be read. */
export function checkVariables(scenario: Scenario): Finding[] {
  const { steps, variables } = scenario;
  const hidden = Object.keys(variables).filter((name) => RESERVED.has(name));
  return [
    ...hidden.map((name) =>
      finding(
        'undefined-variable',
        null,
        `"${name}" always has a meaning of its own: name the variable otherwise.`,
      ),
    ),
    ...Object.entries(steps).flatMap(([id, step]) => [
      ...badPlaceholders(id, step),
      ...unknownReads(scenario, id, step),
      ...unknownWrites(scenario, id, step),
    ]),
    ...unused(scenario),
  ];
}

function badPlaceholders(id: StepId, step: Step): Finding[] {
  return templatesOf(step)
    .flatMap(placeholdersOf)
    .filter(({ placeholder }) => placeholder === null)
    .map(({ written }) =>
      finding(
        'bad-placeholder',
        id,
        `${written} cannot be read: write it as {{name}} or {{name | filter}}, with the filters date, money, upper, lower, default.`,
      ),
    );
}

function unknownReads({ variables }: Scenario, id: StepId, step: Step): Finding[] {
  const unknown = new Set([...readPaths(step)].filter((path) => !isKnown(path, variables)));
  return [...unknown].map((path) => finding('undefined-variable', id, adviceFor(path)));
}

function unknownWrites({ variables }: Scenario, id: StepId, step: Step): Finding[] {
  const unknown = writtenBy(step).filter((name) => name !== 'language' && !Object.hasOwn(variables, name));
  return unknown.map((name) => finding('undefined-variable', id, adviceFor(name)));
}

/** A CEL expression may read any of them, so that none counts as unused beside one. */
function unused({ variables, steps }: Scenario): Finding[] {
  const all = Object.values(steps);
  if (all.some((step) => programsOf(step).expressions.length > 0)) return [];
  const read = all.flatMap((step) => [...readPaths(step)].map((path) => path.split('.')[0]));
  const used = new Set([...read, ...all.flatMap(writtenBy)]);
  return Object.keys(variables)
    .filter((name) => !used.has(name))
    .map((name) => ({
      ...finding(
        'unused-variable',
        null,
        `the variable "${name}" is neither read nor written: use it, or delete it.`,
      ),
      severity: 'warning',
    }));
}

function readPaths(step: Step): Set<string> {
  const placeholders = templatesOf(step).flatMap(placeholdersOf);
  const written = placeholders.flatMap(({ placeholder }) =>
    placeholder ? [placeholder.path.join('.')] : [],
  );
  return new Set([...written, ...pathsOf(step)]);
}

function isKnown(path: string, variables: Scenario['variables']): boolean {
  const [root = '', ...rest] = path.split('.');
  if (Object.hasOwn(FACTS, root)) return FACTS[root]?.includes(rest[0] ?? '') === true;
  return path === 'language' || Object.hasOwn(variables, root);
}

function adviceFor(path: string): string {
  const [root = ''] = path.split('.');
  const facts = FACTS[root];
  if (facts) return `there is no ${path}: ${root} has ${facts.join(', ')}.`;
  return `the variable "${root}" does not exist: add "${root}": null to variables, or correct the name.`;
}

function finding(code: Finding['code'], step: StepId | null, message: string): Finding {
  return { severity: 'error', code, step, message };
}
