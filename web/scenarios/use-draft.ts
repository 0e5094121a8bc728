import { useLocalStorage } from '@mantine/hooks';
import { useMemo } from 'react';
import { readScenario, writeJson } from './read-scenario';
import type { Scenario } from './scenarios-data';

interface Kept {
  text: string;
  /** Steps whose words are no JSON yet, by their id. */
  unfinished: Record<string, string>;
  /** The version that was newest when it was begun. */
  base: number;
}

/** What somebody makes of a scenario, kept in this browser until it is published or given up. */
export function useDraft({ id, version, scenario }: Scenario) {
  const published = useMemo(() => writeJson(scenario), [scenario]);
  const [kept, keep, forget] = useLocalStorage<Kept | null>({
    key: `hilo-scenario-${id}`,
    defaultValue: null,
    getInitialValueInEffect: false,
  });
  const text = kept?.text ?? published;
  const unfinished = kept?.unfinished ?? {};
  const read = useMemo(() => readScenario(text), [text]);
  const base = kept?.base ?? version;
  const write = (part: Partial<Kept>) => keep({ text, unfinished, base, ...part });
  return {
    text,
    read,
    isChanged: text !== published || Object.keys(unfinished).length > 0,
    /** Somebody published another version since this was begun. */
    isBehind: base !== version,
    writeAll: (next: string) => write({ text: next, unfinished: {} }),
    stepText: (step: string) =>
      unfinished[step] ?? (read.kind === 'read' ? writeJson(read.scenario.steps[step]) : ''),
    /** Takes the words of one step: into the scenario where they are JSON, beside it until they are. */
    writeStep(step: string, words: string) {
      if (read.kind !== 'read') return;
      const value = parsed(words);
      if (value === undefined) return write({ unfinished: { ...unfinished, [step]: words } });
      const { whole, steps } = read.scenario;
      const rest = Object.fromEntries(Object.entries(unfinished).filter(([other]) => other !== step));
      write({ text: writeJson({ ...whole, steps: { ...steps, [step]: value } }), unfinished: rest });
    },
    isUnfinished: (step: string) => Object.hasOwn(unfinished, step),
    giveUp: forget,
  };
}

export type Draft = ReturnType<typeof useDraft>;

function parsed(words: string): unknown {
  try {
    return JSON.parse(words);
  } catch {
    return undefined;
  }
}
