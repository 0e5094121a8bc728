import type { AnswerRule } from '../answer-rules';
import type { Assignment, Condition } from '../expressions';
import type { Text } from '../scenario';
import type { MediaItem, Spoken, Step } from '../steps';
import type { Value } from '../values';

/** Every text a step shows to somebody. */
export function textsOf(step: Step): Text[] {
  const spoken = spokenOf(step);
  const own: (Text | undefined)[] = spoken ? spokenTexts(spoken) : [];
  return [...own, ...extraTexts(step)].filter((text) => text !== undefined);
}

function extraTexts(step: Step): (Text | undefined)[] {
  switch (step.kind) {
    case 'message':
      return [
        ...(step.buttons ?? []).map(({ label }) => label),
        step.list?.button,
        ...(step.list?.rows ?? []).flatMap(({ label, description }) => [label, description]),
      ];
    case 'ask':
      return [step.invalid.text, ...ruleTexts(step.answer)];
    case 'agent':
      return [step.goal];
    case 'appointment':
      return [step.text, step.about];
    case 'handoff':
      return [step.summary];
    default:
      return [];
  }
}

function spokenOf(step: Step): Spoken | null {
  const speaks =
    step.kind === 'message' || step.kind === 'ask' || step.kind === 'handoff' || step.kind === 'end';
  return speaks ? step : null;
}

/** What a step says and asks in sentences: not its options, nor what only the team or an agent reads. */
export function sentencesOf(step: Step): Text[] {
  const spoken = spokenOf(step);
  const own: (Text | undefined)[] = spoken ? spokenTexts(spoken) : [];
  const more = step.kind === 'appointment' ? step.text : undefined;
  return [...own, more, step.kind === 'ask' ? step.invalid.text : undefined].filter(
    (text) => text !== undefined,
  );
}

function spokenTexts({ text, items = [] }: Spoken): (Text | undefined)[] {
  return [text, ...items.map((item) => (item.kind === 'text' ? item.text : item.caption))];
}

function ruleTexts(rule: AnswerRule): (Text | undefined)[] {
  if (rule.kind !== 'choice') return [];
  return [rule.button, ...rule.choices.flatMap(({ label, description }) => [label, description])];
}

/** Every template a step fills in: its texts in each language, and what goes to a backend or a variable. */
export function templatesOf(step: Step): string[] {
  const texts = textsOf(step).flatMap((text) => (typeof text === 'string' ? [text] : Object.values(text)));
  if (step.kind === 'call') {
    const headers = Object.values(step.headers ?? {}).filter((value) => typeof value === 'string');
    return [...texts, step.url, ...headers, ...stringsIn(step.body ?? null)];
  }
  if (step.kind === 'appointment')
    return [...texts, ...[step.day, step.at].filter((text) => text !== undefined)];
  if (step.kind !== 'set') return texts;
  return [...texts, ...Object.values(step.assign).filter((value) => typeof value === 'string')];
}

function stringsIn(value: Value): string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(stringsIn);
}

/** Every path a step's conditions and assignments read. */
export function pathsOf(step: Step): string[] {
  if (step.kind === 'branch') return step.conditions.flatMap((each) => conditionPaths(each.if));
  return step.kind === 'set' ? Object.values(step.assign).flatMap(assignmentPaths) : [];
}

function conditionPaths(condition: Condition): string[] {
  if ('all' in condition) return condition.all.flatMap(conditionPaths);
  if ('any' in condition) return condition.any.flatMap(conditionPaths);
  if ('not' in condition) return conditionPaths(condition.not);
  if ('cel' in condition) return [];
  if ('exists' in condition) return [condition.exists];
  return Object.values(condition).flatMap(([path, operand]: [string, unknown]) => [
    path,
    ...operandPath(operand),
  ]);
}

function assignmentPaths(assignment: Assignment): string[] {
  if (typeof assignment !== 'object' || assignment === null || 'cel' in assignment) return [];
  if ('path' in assignment) return [assignment.path];
  return Object.values(assignment).flatMap((operands) => operands.flatMap(operandPath));
}

function operandPath(operand: unknown): string[] {
  const isPath = typeof operand === 'object' && operand !== null && 'path' in operand;
  return isPath ? [String(operand.path)] : [];
}

/** Every variable a step writes. */
export function writtenBy(step: Step): string[] {
  switch (step.kind) {
    case 'ask':
    case 'agent':
      return step.save === undefined ? [] : [step.save];
    case 'set':
      return Object.keys(step.assign);
    case 'call':
    case 'appointment':
      return Object.keys(step.save ?? {});
    default:
      return [];
  }
}

/** Every pattern and every CEL expression of a step. */
export function programsOf(step: Step): { patterns: string[]; expressions: string[] } {
  if (step.kind === 'ask' && step.answer.kind === 'text') {
    return { patterns: step.answer.pattern === undefined ? [] : [step.answer.pattern], expressions: [] };
  }
  if (step.kind === 'set') {
    const values = Object.values(step.assign).filter((each) => typeof each === 'object' && each !== null);
    return { patterns: [], expressions: values.flatMap((each) => ('cel' in each ? [each.cel] : [])) };
  }
  if (step.kind !== 'branch') return { patterns: [], expressions: [] };
  const leaves = step.conditions.flatMap((each) => leavesOf(each.if));
  return {
    patterns: leaves.flatMap((leaf) => ('matches' in leaf ? [leaf.matches[1]] : [])),
    expressions: leaves.flatMap((leaf) => ('cel' in leaf ? [leaf.cel] : [])),
  };
}

function leavesOf(condition: Condition): Condition[] {
  if ('all' in condition) return condition.all.flatMap(leavesOf);
  if ('any' in condition) return condition.any.flatMap(leavesOf);
  return 'not' in condition ? leavesOf(condition.not) : [condition];
}

/** How deep the conditions of a step are nested. */
export function conditionDepth(step: Step): number {
  if (step.kind !== 'branch') return 0;
  return Math.max(0, ...step.conditions.map((each) => depthOf(each.if)));
}

function depthOf(condition: Condition): number {
  if ('not' in condition) return 1 + depthOf(condition.not);
  const inside = 'all' in condition ? condition.all : 'any' in condition ? condition.any : [];
  return inside.length === 0 ? 0 : 1 + Math.max(...inside.map(depthOf));
}

/** The secrets a step sends, by name. */
export function secretsOf(step: Step): string[] {
  if (step.kind !== 'call') return [];
  return Object.values(step.headers ?? {}).flatMap((value) =>
    typeof value === 'string' ? [] : [value.secret],
  );
}

/** Every file a step sends. */
export function mediaOf(step: Step): MediaItem[] {
  const items = spokenOf(step)?.items ?? [];
  return items.filter((item) => item.kind !== 'text');
}
