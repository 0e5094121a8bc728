import { Text } from '@mantine/core';
import { useEffect, useRef } from 'react';
import { useMessages } from '../language/language';
import { Bubble } from './bubble';
import { Elsewhere } from './elsewhere';
import styles from './phone.module.css';
import type { ShownAs } from './phones';
import type { SimulatedMessage } from './simulator-data';
import { simulatorMessages } from './simulator.messages';

interface MessageLogProps {
  name: string;
  messages: readonly SimulatedMessage[];
  /** What the messages to the phone are shown as. */
  as: ShownAs;
  /** Taps a button or a row; null for who may not. */
  onChoose: ((choice: string) => void) | null;
}

/** What fits on the screen without being slow; the older ones are in the conversation. */
const SHOWN = 200;

/** What was said, the newest in sight. */
export function MessageLog({ name, messages, as, onChoose }: MessageLogProps) {
  const t = useMessages(simulatorMessages);
  const end = useRef<HTMLDivElement>(null);
  const last = messages.at(-1)?.id;
  useEffect(() => {
    const log = end.current;
    if (log) log.scrollTop = log.scrollHeight;
  }, [last, as]);
  const labels = labelsOf(messages);
  return (
    <div className={styles['log']} role="log" aria-label={name} tabIndex={0} ref={end}>
      {messages.length === 0 && (
        <Text size="sm" c="dimmed" ta="center" my="auto">
          {t.quiet}
        </Text>
      )}
      {messages
        .slice(-SHOWN)
        .map((message) =>
          as === null || message.elsewhere === null ? (
            <Bubble key={message.id} message={message} labels={labels} onChoose={onChoose} />
          ) : (
            <Elsewhere
              key={message.id}
              elsewhere={message.elsewhere}
              at={message.at}
              as={as}
              onChoose={onChoose}
            />
          ),
        )}
    </div>
  );
}

/** What the options said that were tapped: a message from the phone only has their id. */
function labelsOf(messages: readonly SimulatedMessage[]): ReadonlyMap<string, string> {
  const options = messages.flatMap(({ choices, elsewhere }) =>
    [choices, ...(elsewhere?.messages.map((shown) => shown.choices) ?? [])].flatMap(
      (each) => each?.options ?? [],
    ),
  );
  return new Map(options.map(({ id, label }) => [id, label]));
}
