import { conditionWords } from './condition-words';
import { listIn, looseIn, saidIn, textIn, type DraftScenario, type Loose } from './read-scenario';

/** What leads along an edge: the plain way on, a choice, a condition, time that passes, something that failed. */
export type WayKind = 'next' | 'choice' | 'branch' | 'timeout' | 'error';

export interface Way {
  from: string;
  to: string;
  kind: WayKind;
  /** When it is taken; empty for the plain way on. */
  label: string;
}

/** How the labels of ways are said. */
export interface WayWords {
  otherwise: string;
  after: (time: string) => string;
  invalid: string;
  failed: string;
  taken: string;
  onMessage: string;
}

/** Every way between two steps that are there; several of a kind between the same two are one. */
export function waysOf({ steps, language }: DraftScenario, words: WayWords): Way[] {
  const together = new Map<string, Way>();
  for (const [from, step] of Object.entries(steps)) {
    for (const { to, kind, label } of waysOut(step, language, words)) {
      if (!Object.hasOwn(steps, to)) continue;
      const name = `${from} ${to} ${kind}`;
      const there = together.get(name);
      together.set(name, { from, to, kind, label: joined(there?.label ?? '', label) });
    }
  }
  return [...together.values()];
}

type WayOut = Omit<Way, 'from'>;

function waysOut(step: Loose, language: string, words: WayWords): WayOut[] {
  const way = (to: unknown, kind: WayKind, label = ''): WayOut[] =>
    typeof to === 'string' ? [{ to, kind, label }] : [];
  const { auto, timeout, invalid } = {
    auto: looseIn(step['auto']),
    timeout: looseIn(step['timeout']),
    invalid: looseIn(step['invalid']),
  };
  return [
    ...optionsOf(step).flatMap(({ next, label }) => way(next, 'choice', saidIn(label, language))),
    ...listIn(step['conditions']).flatMap((each) => way(each['next'], 'branch', conditionWords(each['if']))),
    ...way(step['else'], 'branch', words.otherwise),
    ...way(step['next'], 'next'),
    ...way(step['onMessage'], 'choice', words.onMessage),
    ...way(auto['next'], 'timeout', words.after(textIn(auto['after']) ?? '')),
    ...way(timeout['next'], 'timeout', words.after(textIn(timeout['after']) ?? '')),
    ...way(invalid['next'], 'error', words.invalid),
    ...way(step['onTaken'], 'error', words.taken),
    ...way(step['onError'], 'error', words.failed),
  ];
}

/** What a person can tap at a step: its buttons, the rows of its list, the choices of its answer. */
export function optionsOf(step: Loose): Loose[] {
  return [
    ...listIn(step['buttons']),
    ...listIn(looseIn(step['list'])['rows']),
    ...listIn(looseIn(step['answer'])['choices']),
  ];
}

function joined(one: string, other: string): string {
  return [one, other].filter((label) => label !== '').join(' · ');
}
