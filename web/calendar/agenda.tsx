import { Group, Select, Text, TextInput, Title } from '@mantine/core';
import { useState } from 'react';
import { useBots } from '../bots/bots-data';
import { useFormats } from '../language/formats';
import { useMessages } from '../language/language';
import { EmptyState } from '../parts/empty-state';
import { ShowMore } from '../parts/show-more';
import { Shown } from '../parts/shown';
import { AppointmentItem } from './appointment-item';
import { useAppointments, type Appointment, type WantedAppointments } from './calendar-data';
import { calendarMessages } from './calendar.messages';
import styles from './calendar.module.css';
import { useZoneTimes } from './use-zone-times';

const BOOKING = 'npx hilo calendar book +573001112233 2026-12-01T09:00-05:00';
const DAY_MS = 86_400_000;
const FIRST_SEEN: WantedAppointments = { state: 'booked', botId: null, from: null };

/** What is booked, day by day. */
export function Agenda({ zone }: { zone: string }) {
  const t = useMessages(calendarMessages);
  const [wanted, setWanted] = useState(FIRST_SEEN);
  const appointments = useAppointments(wanted);
  return (
    <>
      <Which zone={zone} wanted={wanted} onChoose={setWanted} />
      <Shown query={appointments}>
        {({ pages }) => {
          const items = pages.flatMap((page) => page.items);
          if (items.length > 0) return <Days zone={zone} appointments={items} />;
          if (wanted === FIRST_SEEN) return <EmptyState title={t.none} command={BOOKING} />;
          return <EmptyState title={t.noneFound} />;
        }}
      </Shown>
      <ShowMore query={appointments} />
    </>
  );
}

function Days({ zone, appointments }: { zone: string; appointments: readonly Appointment[] }) {
  const t = useMessages(calendarMessages);
  const { number } = useFormats();
  const { date, day } = useZoneTimes(zone);
  const [today, tomorrow] = [0, DAY_MS].map((ahead) => date(new Date(Date.now() + ahead).toISOString()));
  const days = Map.groupBy(appointments, ({ startsAt }) => date(startsAt));
  return [...days].map(([name, ofDay]) => {
    const words = day(ofDay[0]?.startsAt ?? '');
    const soon = (name === today && `${t.today} · `) || (name === tomorrow && `${t.tomorrow} · `) || '';
    return (
      <section key={name} className={styles['day']} aria-label={words}>
        <div className={styles['head']}>
          <Title order={2} size="h4">
            {soon}
            {words}
          </Title>
          <Text size="sm" c="dimmed" className="tabular">
            {t.count(number(ofDay.length))}
          </Text>
        </div>
        <ul className={styles['list']}>
          {ofDay.map((appointment) => (
            <AppointmentItem key={appointment.id} appointment={appointment} zone={zone} />
          ))}
        </ul>
      </section>
    );
  });
}

interface WhichProps {
  zone: string;
  wanted: WantedAppointments;
  onChoose: (wanted: WantedAppointments) => void;
}

function Which({ zone, wanted, onChoose }: WhichProps) {
  const t = useMessages(calendarMessages);
  const { stretch } = useZoneTimes(zone);
  const bots = useBots().data?.pages.flatMap(({ items }) => items) ?? [];
  const [date, setDate] = useState('');
  const onDate = (chosen: string) => {
    setDate(chosen);
    onChoose({ ...wanted, from: chosen === '' ? null : stretch(chosen).from });
  };
  return (
    <Group mb="lg" align="flex-end">
      <TextInput
        type="date"
        label={t.from}
        value={date}
        onChange={({ currentTarget }) => onDate(currentTarget.value)}
      />
      <Select
        label={t.state}
        placeholder={t.anyState}
        clearable
        w={180}
        data={(['booked', 'cancelled'] as const).map((value) => ({ value, label: t.states[value] }))}
        value={wanted.state}
        onChange={(state) => onChoose({ ...wanted, state })}
      />
      <Select
        label={t.bot}
        placeholder={t.anyBot}
        clearable
        w={220}
        data={bots.map(({ id, name }) => ({ value: id, label: name }))}
        value={wanted.botId}
        onChange={(botId) => onChoose({ ...wanted, botId })}
      />
    </Group>
  );
}
