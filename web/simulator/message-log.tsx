import { Text } from '@mantine/core';
import { useEffect, useRef } from 'react';
import { useMessages } from '../language/language';
import { Bubble } from './bubble';
import styles from './phone.module.css';
import type { SimulatedMessage } from './simulator-data';
import { simulatorMessages } from './simulator.messages';

interface MessageLogProps {
  name: string;
  messages: readonly SimulatedMessage[];
  /** Taps a button or a row; null for who may not. */
  onChoose: ((choice: string) => void) | null;
}

/** What fits on the screen without being slow; the older ones are in the conversation. */
const SHOWN = 200;

/** What was said, the newest in sight. */
export function MessageLog({ name, messages, onChoose }: MessageLogProps) {
  const t = useMessages(simulatorMessages);
  const end = useRef<HTMLDivElement>(null);
  const last = messages.at(-1)?.id;
  useEffect(() => {
    const log = end.current;
    if (log) log.scrollTop = log.scrollHeight;
  }, [last]);
  const labels = labelsOf(messages);
  return (
    <div className={styles['log']} role="log" aria-label={name} tabIndex={0} ref={end}>
      {messages.length === 0 && (
        <Text size="sm" c="dimmed" ta="center" my="auto">
          {t.quiet}
        </Text>
      )}
      {messages.slice(-SHOWN).map((message) => (
        <Bubble key={message.id} message={message} labels={labels} onChoose={onChoose} />
      ))}
    </div>
  );
}

/** What the options said that were tapped: a message from the phone only has their id. */
function labelsOf(messages: readonly SimulatedMessage[]): ReadonlyMap<string, string> {
  const options = messages.flatMap(({ choices }) => choices?.options ?? []);
  return new Map(options.map(({ id, label }) => [id, label]));
}
