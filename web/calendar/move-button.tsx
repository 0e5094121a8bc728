import { Button, Chip, Group, Modal, Stack, Text, TextInput } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useState } from 'react';
import { useMessages } from '../language/language';
import { EmptyState } from '../parts/empty-state';
import { partsMessages } from '../parts/parts.messages';
import { ProblemAlert } from '../parts/problem-alert';
import { Shown } from '../parts/shown';
import type { AppointmentProps } from './appointment-item';
import { useMoveAppointment, useSlots } from './calendar-data';
import { calendarMessages } from './calendar.messages';
import { useWho } from './use-who';
import { useZoneTimes } from './use-zone-times';

const MINUTE_MS = 60_000;

/** Moves an appointment to a time that is free. */
export function MoveButton({ appointment, zone }: AppointmentProps) {
  const t = useMessages(calendarMessages);
  const parts = useMessages(partsMessages);
  const who = useWho()(appointment);
  const [isOpen, dialog] = useDisclosure(false);
  return (
    <>
      <Button variant="default" size="xs" aria-label={t.moveOf(who)} onClick={dialog.open}>
        {t.move}
      </Button>
      <Modal
        opened={isOpen}
        onClose={dialog.close}
        title={t.moveOf(who)}
        keepMounted={false}
        closeButtonProps={{ 'aria-label': parts.cancel }}
      >
        <MoveForm appointment={appointment} zone={zone} onMoved={dialog.close} />
      </Modal>
    </>
  );
}

function MoveForm({ appointment, zone, onMoved }: AppointmentProps & { onMoved: () => void }) {
  const t = useMessages(calendarMessages);
  const times = useZoneTimes(zone);
  const [date, setDate] = useState(times.date(appointment.startsAt));
  const [chosen, setChosen] = useState<string | null>(null);
  const move = useMoveAppointment(appointment.id);
  const onMove = () => {
    if (chosen !== null) move.mutate(chosen, { onSuccess: onMoved });
  };
  return (
    <Stack>
      <Text size="sm" c="dimmed">
        {t.moveSays}
      </Text>
      <TextInput
        type="date"
        label={t.day}
        value={date}
        onChange={({ currentTarget }) => {
          setChosen(null);
          setDate(currentTarget.value);
        }}
      />
      {date !== '' && (
        <FreeTimes appointment={appointment} zone={zone} date={date} chosen={chosen} onChoose={setChosen} />
      )}
      {move.isError && <ProblemAlert error={move.error} />}
      <Group justify="flex-end">
        <Button disabled={chosen === null} loading={move.isPending} onClick={onMove}>
          {chosen === null ? t.move : t.moveTo(times.time(chosen))}
        </Button>
      </Group>
    </Stack>
  );
}

interface FreeTimesProps extends AppointmentProps {
  date: string;
  chosen: string | null;
  onChoose: (startsAt: string) => void;
}

function FreeTimes({ appointment, zone, date, chosen, onChoose }: FreeTimesProps) {
  const t = useMessages(calendarMessages);
  const { stretch, time } = useZoneTimes(zone);
  const { startsAt, endsAt } = appointment;
  const minutes = (Date.parse(endsAt) - Date.parse(startsAt)) / MINUTE_MS;
  return (
    <Shown query={useSlots({ ...stretch(date), minutes })}>
      {({ items }) =>
        items.length === 0 ? (
          <EmptyState title={t.noSlots} />
        ) : (
          <Chip.Group value={chosen} onChange={onChoose}>
            <Group gap={6} role="radiogroup" aria-label={t.free}>
              {items.map((slot) => (
                <Chip key={slot.startsAt} value={slot.startsAt} size="sm" className="tabular">
                  {time(slot.startsAt)}
                </Chip>
              ))}
            </Group>
          </Chip.Group>
        )
      }
    </Shown>
  );
}
