import { ActionIcon, Anchor, Badge, Group, Text, Tooltip } from '@mantine/core';
import { CalendarArrowDown } from 'lucide-react';
import { Link } from 'wouter';
import { useMessages } from '../language/language';
import { ConfirmButton } from '../parts/confirm-button';
import { ProblemAlert } from '../parts/problem-alert';
import { may } from '../session/may';
import { useOperator } from '../session/operator';
import { useCancelAppointment, type Appointment } from './calendar-data';
import { calendarMessages } from './calendar.messages';
import styles from './calendar.module.css';
import { MoveButton } from './move-button';
import { useWho } from './use-who';
import { useZoneTimes } from './use-zone-times';

export interface AppointmentProps {
  appointment: Appointment;
  zone: string;
}

/** One appointment: when, with whom, what it is about, and what can be done with it. */
export function AppointmentItem({ appointment, zone }: AppointmentProps) {
  const { time } = useZoneTimes(zone);
  const { state, startsAt, endsAt } = appointment;
  return (
    <li className={styles['item']} data-state={state}>
      <div className={styles['time']}>
        {time(startsAt)} – {time(endsAt)}
      </div>
      <Whom appointment={appointment} />
      <Deeds appointment={appointment} zone={zone} />
    </li>
  );
}

function Whom({ appointment }: { appointment: Appointment }) {
  const t = useMessages(calendarMessages);
  const who = useWho()(appointment);
  const { conversation, contact, note } = appointment;
  const about = [contact.name === null ? null : contact.phone, conversation?.botName ?? null, note];
  return (
    <div className={styles['who']}>
      {conversation === null ? (
        <Text fw={600}>{who}</Text>
      ) : (
        <Anchor
          component={Link}
          href={`/conversations/${conversation.id}`}
          fw={600}
          aria-label={t.conversation(who)}
        >
          {who}
        </Anchor>
      )}
      <Text size="sm" c="dimmed">
        {about.filter((words) => words !== null).join(' · ')}
      </Text>
    </div>
  );
}

function Deeds({ appointment, zone }: AppointmentProps) {
  const t = useMessages(calendarMessages);
  const { day, time } = useZoneTimes(zone);
  const who = useWho()(appointment);
  const mayBook = may(useOperator(), 'agent');
  const { id, state, startsAt, endsAt, file } = appointment;
  const cancel = useCancelAppointment(id);
  if (state === 'cancelled') {
    return (
      <Badge variant="default" tt="none" fw={500}>
        {t.states.cancelled}
      </Badge>
    );
  }
  return (
    <Group gap="xs">
      <Tooltip label={t.file}>
        <ActionIcon component="a" href={file} variant="default" size={30} aria-label={t.fileOf(who)}>
          <CalendarArrowDown size={16} aria-hidden />
        </ActionIcon>
      </Tooltip>
      {mayBook && new Date(endsAt).getTime() > Date.now() && (
        <>
          <MoveButton appointment={appointment} zone={zone} />
          <ConfirmButton
            label={t.cancel}
            aria-label={t.cancelOf(who)}
            size="xs"
            color="red"
            says={t.cancelSays(who, `${day(startsAt)}, ${time(startsAt)}`)}
            loading={cancel.isPending}
            onConfirm={() => cancel.mutate()}
          />
        </>
      )}
      {cancel.isError && <ProblemAlert error={cancel.error} />}
    </Group>
  );
}
