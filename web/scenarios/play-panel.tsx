import { Button, Group, Text } from '@mantine/core';
import { RotateCcw, Undo2 } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { useMessages } from '../language/language';
import { ProblemAlert } from '../parts/problem-alert';
import { PlayBar } from './play-bar';
import { PlayedTurn } from './played-turn';
import { looseIn } from './read-scenario';
import styles from './scenario.module.css';
import { scenariosMessages } from './scenarios.messages';
import { FIRST_MOVE, type Bench } from './use-bench';

/** A conversation with the scenario as it is written just now; nothing is sent, called or kept. */
export function PlayPanel({ bench: { draft, moves, setMoves, play } }: { bench: Bench }) {
  const t = useMessages(scenariosMessages);
  const { data: played, error } = play;
  const log = useRef<HTMLDivElement>(null);
  const turns = played?.turns ?? [];
  useEffect(() => {
    if (log.current) log.current.scrollTop = log.current.scrollHeight;
  }, [turns.length]);
  const scenario = draft.read.kind === 'read' ? draft.read.scenario : null;
  const at = looseIn(scenario?.steps[played?.state.at ?? '']);
  return (
    <>
      <Group justify="space-between" mb="xs">
        <Text size="sm" c="dimmed">
          {t.playHint}
        </Text>
        <Group gap="xs">
          <Button
            size="compact-sm"
            variant="default"
            leftSection={<Undo2 size={14} aria-hidden />}
            disabled={moves.length < 2}
            onClick={() => setMoves(moves.slice(0, -1))}
          >
            {t.takeBack}
          </Button>
          <Button
            size="compact-sm"
            variant="default"
            leftSection={<RotateCcw size={14} aria-hidden />}
            onClick={() => setMoves([FIRST_MOVE])}
          >
            {t.again}
          </Button>
        </Group>
      </Group>
      {error && <ProblemAlert error={error} />}
      <div className={styles['log']} role="log" aria-label={t.played} tabIndex={0} ref={log}>
        {turns.map((turn, index) => (
          <PlayedTurn key={index} turn={turn} />
        ))}
      </div>
      {played && <PlayBar state={played.state} step={at} onMove={(move) => setMoves([...moves, move])} />}
    </>
  );
}
