import { Badge } from '@mantine/core';
import { useMessages } from '../language/language';
import type { Broadcast } from './broadcasts-data';
import { broadcastsMessages } from './broadcasts.messages';

const COLOURS: Record<Broadcast['state'], string> = {
  importing: 'gray',
  draft: 'gray',
  scheduled: 'blue',
  running: 'hilo',
  waiting: 'yellow',
  paused: 'orange',
  cancelled: 'red',
  completed: 'teal',
};

/** How a broadcast stands. */
export function StateBadge({ state }: Pick<Broadcast, 'state'>) {
  const t = useMessages(broadcastsMessages);
  return (
    <Badge variant="dot" color={COLOURS[state]} tt="none" fw={500}>
      {t.states[state]}
    </Badge>
  );
}
