import { Progress } from '@mantine/core';
import { useFormats } from '../language/formats';
import { useMessages } from '../language/language';
import type { Broadcast } from './broadcasts-data';
import { broadcastsMessages } from './broadcasts.messages';

/** What became of recipients, in the order in which the bar shows it. */
export const OUTCOMES = ['sent', 'failed', 'unconfirmed', 'suppressed', 'cancelled'] as const;

/** Of each outcome, in the bar and beside its count. */
export const OUTCOME_COLOURS: Record<(typeof OUTCOMES)[number], string> = {
  sent: 'var(--mantine-color-hilo-6)',
  failed: 'var(--mantine-color-red-6)',
  unconfirmed: 'var(--mantine-color-orange-5)',
  suppressed: 'var(--mantine-color-gray-5)',
  cancelled: 'var(--mantine-color-dark-3)',
};

/** Where the recipients of a broadcast are; what is empty is still to come. */
export function ProgressBar({ progress, size }: { progress: Broadcast['progress']; size: 'sm' | 'xl' }) {
  const t = useMessages(broadcastsMessages);
  const { percent } = useFormats();
  const share = (count: number) => (progress.total === 0 ? 0 : (count / progress.total) * 100);
  return (
    <Progress.Root size={size} role="img" aria-label={t.done(percent(progress.percent / 100))}>
      {OUTCOMES.map((outcome) => (
        <Progress.Section
          key={outcome}
          value={share(progress[outcome])}
          color={OUTCOME_COLOURS[outcome]}
          withAria={false}
        />
      ))}
    </Progress.Root>
  );
}
