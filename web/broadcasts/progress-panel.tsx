import { Group, Text } from '@mantine/core';
import { useFormats } from '../language/formats';
import { useMessages } from '../language/language';
import { Facts, type Fact } from '../parts/facts';
import { Panel } from '../parts/panel';
import type { useAct } from './broadcast-acts';
import type { Broadcast } from './broadcasts-data';
import { broadcastsMessages } from './broadcasts.messages';
import { usePace } from './pace';
import { OUTCOME_COLOURS, OUTCOMES, ProgressBar } from './progress-bar';
import { RateForm } from './rate-form';

interface ProgressPanelProps {
  broadcast: Broadcast;
  /** When it was read, in milliseconds. */
  at: number;
  /** Null for who may only look. */
  act: ReturnType<typeof useAct> | null;
}

const ENDED: readonly Broadcast['state'][] = ['completed', 'cancelled'];

/** How far it is, how fast it goes, and when it will be done. */
export function ProgressPanel({ broadcast, at, act }: ProgressPanelProps) {
  const t = useMessages(broadcastsMessages);
  const { number, percent } = useFormats();
  const { progress, state } = broadcast;
  return (
    <Panel title={t.progress}>
      <Group align="baseline" gap="sm" mb="xs">
        <Text fz={36} fw={650} lh={1.1} className="tabular">
          {percent(progress.percent / 100)}
        </Text>
        <Text c="dimmed" className="tabular">
          {t.doneOf(number(progress.total - progress.pending), number(progress.total))}
        </Text>
      </Group>
      <ProgressBar progress={progress} size="xl" />
      <Outcomes progress={progress} />
      <Times broadcast={broadcast} at={at} />
      {act !== null && !ENDED.includes(state) && <RateForm broadcast={broadcast} act={act} />}
    </Panel>
  );
}

function Outcomes({ progress }: Pick<Broadcast, 'progress'>) {
  const t = useMessages(broadcastsMessages);
  const { number } = useFormats();
  const outcomes = OUTCOMES.map((outcome) => ({
    name: t.outcomes[outcome],
    value: number(progress[outcome]),
    colour: OUTCOME_COLOURS[outcome],
  }));
  return <Facts isLarge facts={[...outcomes, { name: t.delivered, value: number(progress.delivered) }]} />;
}

/** Begun, ended; and while it runs, its rate and when it will be done. */
function Times({ broadcast, at }: Pick<ProgressPanelProps, 'broadcast' | 'at'>) {
  const t = useMessages(broadcastsMessages);
  const { number, moment } = useFormats();
  const pace = usePace(broadcast, at);
  const { state, startedAt, finishedAt, progress } = broadcast;
  const facts: Fact[] = [];
  if (startedAt !== null) facts.push({ name: t.started, value: moment(startedAt) });
  if (finishedAt !== null) facts.push({ name: t.finished, value: moment(finishedAt) });
  if (state === 'running') {
    facts.push({ name: t.pace, value: pace === null ? t.measuring : t.perSecond(number(rounded(pace))) });
    const endsAt = pace === null || pace === 0 ? null : at + (progress.pending / pace) * 1000;
    facts.push({
      name: t.ends,
      value: endsAt === null ? t.measuring : moment(new Date(endsAt).toISOString()),
    });
  }
  return <Facts facts={facts} />;
}

/** Below ten, a decimal tells; above, it only flickers. */
function rounded(pace: number): number {
  return pace < 10 ? Math.round(pace * 10) / 10 : Math.round(pace);
}
