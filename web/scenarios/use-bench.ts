import { useDebouncedValue } from '@mantine/hooks';
import { useState } from 'react';
import { findingsOf } from './findings-of';
import { useCheck, usePlay, type Move, type Scenario, type Written } from './scenarios-data';
import { useDraft } from './use-draft';

export const SIDES = ['step', 'whole', 'play', 'versions'] as const;
export type Side = (typeof SIDES)[number];

export const FIRST_MOVE: Move = { starts: {} };

/** A pause in writing after which the draft is looked at. */
const SETTLED_MS = 400;

/** What is worked on: the draft, what the check says of it, how it plays, and what is shown beside the graph. */
export function useBench(scenario: Scenario) {
  const draft = useDraft(scenario);
  const [side, setSide] = useState<Side>('step');
  const [chosen, choose] = useState<string | null>(null);
  const [moves, setMoves] = useState<readonly Move[]>([FIRST_MOVE]);
  const [settled] = useDebouncedValue(draft.read, SETTLED_MS);
  const written = settled.kind === 'read' ? (settled.scenario.whole as Written) : null;
  const check = useCheck(scenario.id, written);
  const play = usePlay(scenario.id, side === 'play' ? written : null, moves);
  return {
    ...{ scenario, draft, side, setSide, chosen, moves, setMoves, play },
    findings: findingsOf(check),
    /** What is written just now passed its check. */
    isPublishable:
      settled === draft.read &&
      check.data?.publishable === true &&
      !(check.isError || check.isPlaceholderData),
    playedAt: side === 'play' ? (play.data?.state.at ?? null) : null,
    /** Shows a step beside the graph. */
    choose: (step: string | null) => {
      choose(step);
      setSide('step');
    },
  };
}

export type Bench = ReturnType<typeof useBench>;
