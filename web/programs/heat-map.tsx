import { Anchor, Group, Select, Text } from '@mantine/core';
import { useState, type CSSProperties } from 'react';
import { Link } from 'wouter';
import { useFormats } from '../language/formats';
import { useMessages } from '../language/language';
import { EmptyState } from '../parts/empty-state';
import { ScrollBox } from '../parts/scroll-box';
import { ShowMore } from '../parts/show-more';
import { Shown } from '../parts/shown';
import styles from './heat-map.module.css';
import { useEnrollments, type DayMark, type Enrollment } from './programs-data';
import { programsMessages } from './programs.messages';

interface HeatMapProps {
  programId: string;
  sessions: readonly { number: number; days: readonly { number: number }[] }[];
}

const STATES = ['active', 'paused', 'completed', 'excluded', 'stopped'] as const;
/** Days side by side on a tablet, and on a phone. */
const LINE = 30;
const SHORT_LINE = 15;
const MARKS: readonly DayMark[] = ['not-sent', 'sent', 'retried', 'completed', 'passed-over'];

/** Contacts × days: where everybody is, at a glance. */
export function HeatMap({ programId, sessions }: HeatMapProps) {
  const t = useMessages(programsMessages);
  const [state, setState] = useState<Enrollment['state'] | null>(null);
  const enrollments = useEnrollments(programId, state);
  return (
    <>
      <Group justify="space-between" mb="md">
        <Legend />
        <Select
          aria-label={t.state}
          placeholder={t.anyState}
          clearable
          w={200}
          data={STATES.map((value) => ({ value, label: t.states[value] }))}
          value={state}
          onChange={setState}
        />
      </Group>
      <Shown query={enrollments}>
        {({ pages }) => {
          const rows = pages.flatMap(({ items }) => items);
          if (rows.length > 0) return <Grid programId={programId} rows={rows} sessions={sessions} />;
          const command = `npx hilo enroll --help`;
          return state === null ? (
            <EmptyState title={t.noEnrollments} command={command} />
          ) : (
            <EmptyState title={t.noneInState} />
          );
        }}
      </Shown>
      <ShowMore query={enrollments} />
    </>
  );
}

function Legend() {
  const t = useMessages(programsMessages);
  return (
    <ul className={styles['legend']}>
      {MARKS.map((mark) => (
        <li key={mark}>
          <span className={styles['mark']} data-mark={mark} aria-hidden />
          <Text component="span" size="sm">
            {t.marks[mark]}
          </Text>
        </li>
      ))}
    </ul>
  );
}

function Grid({ programId, rows, sessions }: HeatMapProps & { rows: readonly Enrollment[] }) {
  const t = useMessages(programsMessages);
  return (
    <ScrollBox label={t.heat}>
      <table className={styles['map']} style={linesOf(sessions)}>
        <caption className={styles['caption']}>{t.heatHint}</caption>
        <thead>
          <tr>
            <th scope="col">{t.contact}</th>
            <th scope="col">{t.state}</th>
            <th scope="col">{t.done}</th>
            {sessions.map(({ number, days }) => (
              <th key={number} scope="colgroup" colSpan={days.length}>
                {t.session(String(number))}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <Row key={row.id} programId={programId} row={row} sessions={sessions} />
          ))}
        </tbody>
      </table>
    </ScrollBox>
  );
}

/** How many days stand in a line where a contact has several: whole sessions. */
function linesOf(sessions: HeatMapProps['sessions']): CSSProperties {
  const longest = Math.max(...sessions.map(({ days }) => days.length));
  const most = (days: number) => Math.min(sessions.length, Math.floor(days / longest)) * longest;
  return Object.fromEntries([
    ['--line', most(LINE)],
    ['--short-line', most(SHORT_LINE)],
  ]);
}

function Row({ programId, row, sessions }: HeatMapProps & { row: Enrollment }) {
  const t = useMessages(programsMessages);
  const { number } = useFormats();
  const places = sessions.flatMap((session) =>
    session.days.map((day) => t.day(String(session.number), String(day.number))),
  );
  return (
    <tr data-state={row.state}>
      <th scope="row">
        <Anchor
          component={Link}
          href={`/programs/${programId}/enrollments/${row.id}`}
          size="sm"
          className="tabular"
        >
          {row.phone ?? t.unknown}
        </Anchor>
      </th>
      <td>{t.states[row.state]}</td>
      <td className="tabular">{`${number(row.completedDays)} / ${number(row.totalDays)}`}</td>
      {row.days.map((mark, index) => (
        <td key={places[index] ?? index} className={styles['day']}>
          <span
            className={styles['mark']}
            data-mark={mark}
            role="img"
            aria-label={t.marks[mark]}
            title={`${places[index] ?? ''}: ${t.marks[mark]}`}
          />
        </td>
      ))}
    </tr>
  );
}
