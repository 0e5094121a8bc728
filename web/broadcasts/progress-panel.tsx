import { Group, Text } from '@mantine/core';
import { useFormats } from '../language/formats';
import { useMessages } from '../language/language';
import { Panel } from '../parts/panel';
import type { useAct } from './broadcast-acts';
import styles from './broadcasts.module.css';
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
  const { number } = useFormats();
  const { progress, state } = broadcast;
  return (
    <Panel title={t.progress}>
      <Group align="baseline" gap="sm" mb="xs">
        <Text fz={36} fw={650} lh={1.1} className="tabular">
          {number(progress.percent)} %
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
  return (
    <dl className={styles['outcomes']}>
      {OUTCOMES.map((outcome) => (
        <div key={outcome}>
          <dt>
            <span className={styles['dot']} style={{ background: OUTCOME_COLOURS[outcome] }} aria-hidden />
            {t.outcomes[outcome]}
          </dt>
          <dd className="tabular">{number(progress[outcome])}</dd>
        </div>
      ))}
      <div>
        <dt>{t.delivered}</dt>
        <dd className="tabular">{number(progress.delivered)}</dd>
      </div>
    </dl>
  );
}

/** Begun, ended; and while it runs, its rate and when it will be done. */
function Times({ broadcast, at }: Pick<ProgressPanelProps, 'broadcast' | 'at'>) {
  const t = useMessages(broadcastsMessages);
  const { number, moment } = useFormats();
  const pace = usePace(broadcast, at);
  const { state, startedAt, finishedAt, progress } = broadcast;
  const facts: [name: string, value: string][] = [];
  if (startedAt !== null) facts.push([t.started, moment(startedAt)]);
  if (finishedAt !== null) facts.push([t.finished, moment(finishedAt)]);
  if (state === 'running') {
    facts.push([t.pace, pace === null ? t.measuring : t.perSecond(number(rounded(pace)))]);
    const endsAt = pace === null || pace === 0 ? null : at + (progress.pending / pace) * 1000;
    facts.push([t.ends, endsAt === null ? t.measuring : moment(new Date(endsAt).toISOString())]);
  }
  return (
    <dl className={styles['facts']}>
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd className="tabular">{value}</dd>
        </div>
      ))}
    </dl>
  );
}

/** Below ten, a decimal tells; above, it only flickers. */
function rounded(pace: number): number {
  return pace < 10 ? Math.round(pace * 10) / 10 : Math.round(pace);
}
