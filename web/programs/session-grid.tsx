import { Button, Group, Stack, TextInput } from '@mantine/core';
import { Plus } from 'lucide-react';
import { useMessages } from '../language/language';
import { CONTENT_ICONS } from './content-icons';
import type { Day, DayPlace, DefinitionDraft, Session } from './definition-draft';
import { definitionMessages } from './definition.messages';
import styles from './definition.module.css';

interface SessionGridProps {
  draft: DefinitionDraft;
  chosen: DayPlace;
  onChoose: (place: DayPlace) => void;
  mayWrite: boolean;
}

const MOST_SESSIONS = 52;
const MOST_DAYS = 7;

/** Sessions × days; the day that is chosen is edited beside it. */
export function SessionGrid(props: SessionGridProps) {
  const t = useMessages(definitionMessages);
  const { draft, mayWrite, onChoose } = props;
  const { sessions } = draft.draft;
  const addSession = () => {
    draft.addSession({ number: 0, title: t.newSession, days: [emptyDay(t.newDay)] });
    onChoose({ session: sessions.length, day: 0 });
  };
  return (
    <Stack gap="md">
      {sessions.map((session, at) => (
        <SessionRow key={session.number} {...props} session={session} at={at} />
      ))}
      {mayWrite && sessions.length < MOST_SESSIONS && (
        <Group>
          <Button
            variant="default"
            size="xs"
            leftSection={<Plus size={14} aria-hidden />}
            onClick={addSession}
          >
            {t.addSession}
          </Button>
        </Group>
      )}
    </Stack>
  );
}

function SessionRow({
  draft,
  chosen,
  onChoose,
  mayWrite,
  session,
  at,
}: SessionGridProps & { session: Session; at: number }) {
  const t = useMessages(definitionMessages);
  const addDay = () => {
    draft.addDay(at, emptyDay(t.newDay));
    onChoose({ session: at, day: session.days.length });
  };
  return (
    <section aria-label={t.session(String(session.number))}>
      <TextInput
        size="xs"
        mb={6}
        label={t.session(String(session.number))}
        value={session.title}
        onChange={({ currentTarget }) => draft.changeSession(at, { title: currentTarget.value })}
      />
      <ol className={styles['row']}>
        {session.days.map((day, index) => (
          <li key={day.number}>
            <DayButton
              session={session}
              day={day}
              isChosen={chosen.session === at && chosen.day === index}
              onChoose={() => onChoose({ session: at, day: index })}
            />
          </li>
        ))}
        {mayWrite && session.days.length < MOST_DAYS && (
          <li>
            <button
              type="button"
              className={styles['add']}
              aria-label={t.addDay(String(session.number))}
              onClick={addDay}
            >
              <Plus size={16} aria-hidden />
            </button>
          </li>
        )}
      </ol>
    </section>
  );
}

interface DayButtonProps {
  session: Session;
  day: Day;
  isChosen: boolean;
  onChoose: () => void;
}

function DayButton({ session, day: { number, title, content }, isChosen, onChoose }: DayButtonProps) {
  const t = useMessages(definitionMessages);
  const Icon = CONTENT_ICONS[content.kind];
  return (
    <button
      type="button"
      className={styles['day']}
      aria-pressed={isChosen}
      aria-label={t.dayCalled(String(session.number), String(number), title)}
      onClick={onChoose}
    >
      <span className={styles['number']}>
        {number} <Icon size={13} aria-hidden />
      </span>
      <span className={styles['title']}>{title}</span>
    </button>
  );
}

const emptyDay = (title: string) => ({ number: 0, title, content: { kind: 'text' as const, text: '' } });
