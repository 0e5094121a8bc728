import { SimpleGrid, Stack, Text, Timeline } from '@mantine/core';
import { useParams } from 'wouter';
import { useFormats } from '../language/formats';
import { useMessages } from '../language/language';
import { EmptyState } from '../parts/empty-state';
import { PageHeader } from '../parts/page-header';
import { Panel } from '../parts/panel';
import { ShownPage } from '../parts/shown-page';
import styles from './enrollment.module.css';
import { useEnrollment, type EnrollmentDetail } from './programs-data';
import { programsMessages } from './programs.messages';
import { useDecisionWords } from './use-decision-words';
import { whyMessages } from './why.messages';
import { whyWords } from './why-words';

/** One contact in one program: its days, and every decision in words. */
export default function EnrollmentPage() {
  const t = useMessages(programsMessages);
  const w = useMessages(whyMessages);
  const { moment } = useFormats();
  const { program, id } = useParams<{ program: string; id: string }>();
  const back = { href: `/programs/${program}`, label: t.contacts };
  return (
    <ShownPage query={useEnrollment(id)} back={back}>
      {(enrollment) => (
        <>
          <PageHeader
            title={enrollment.phone ?? t.unknown}
            lead={leadOf(enrollment, t, whyWords(w, enrollment.reason ?? ''))}
            back={back}
          />
          <SimpleGrid cols={{ base: 1, lg: 2 }} spacing="lg">
            <Panel title={t.grid}>
              <Days enrollment={enrollment} />
              {enrollment.nextEvaluationAt !== null && (
                <Text size="sm" c="dimmed" mt="md">
                  {t.next}: {moment(enrollment.nextEvaluationAt)}
                </Text>
              )}
            </Panel>
            <Panel title={t.why}>
              <Decisions enrollment={enrollment} />
            </Panel>
          </SimpleGrid>
        </>
      )}
    </ShownPage>
  );
}

/** Of who is under way or through, how many days; of who was stopped, why. */
function leadOf(
  { state, reason, days }: EnrollmentDetail,
  t: (typeof programsMessages)['en'],
  why: string,
): string {
  const done = days.filter((mark) => mark === 'completed').length;
  const isFree = state === 'active' || state === 'completed' || reason === null;
  return `${t.states[state]}: ${isFree ? t.daysDone(String(done), String(days.length)) : why}`;
}

/** Sessions × days, each with what became of it. */
function Days({ enrollment: { grid, days } }: { enrollment: EnrollmentDetail }) {
  const t = useMessages(programsMessages);
  const firsts = grid.map((_, index) => grid.slice(0, index).reduce((sum, { length }) => sum + length, 0));
  return (
    <Stack gap="sm">
      {grid.map((session, row) => (
        <div key={firsts[row]}>
          <Text size="sm" fw={600} mb={4}>
            {t.session(String(session[0]?.session ?? row + 1))}
          </Text>
          <ol className={styles['days']}>
            {session.map(({ day, attempts }, index) => {
              const mark = days[(firsts[row] ?? 0) + index] ?? 'not-sent';
              return (
                <li key={day} className={styles['day']} data-mark={mark}>
                  <span>{day}</span>
                  <span>{t.marks[mark]}</span>
                  {attempts > 1 && <span>{t.attempts(String(attempts))}</span>}
                </li>
              );
            })}
          </ol>
        </div>
      ))}
    </Stack>
  );
}

function Decisions({ enrollment: { decisions } }: { enrollment: EnrollmentDetail }) {
  const t = useMessages(programsMessages);
  const { moment } = useFormats();
  const wordsOf = useDecisionWords();
  if (decisions.length === 0) return <EmptyState title={t.noDecisions} />;
  return (
    <div className={styles['log']} tabIndex={0} role="group" aria-label={t.why}>
      <Timeline bulletSize={12} lineWidth={2}>
        {decisions.map((decision) => (
          <Timeline.Item key={`${decision.at} ${decision.line}`}>
            <Text size="sm">{wordsOf(decision)}</Text>
            <Text size="xs" c="dimmed">
              {moment(decision.at)}
            </Text>
          </Timeline.Item>
        ))}
      </Timeline>
    </div>
  );
}
