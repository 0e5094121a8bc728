import { Tabs } from '@mantine/core';
import { useMessages } from '../language/language';
import { PageHeader } from '../parts/page-header';
import { Shown } from '../parts/shown';
import { useSection } from '../parts/use-section';
import { Agenda } from './agenda';
import { useCalendar } from './calendar-data';
import { calendarMessages } from './calendar.messages';
import { HoursForm } from './hours-form';

const PARTS = ['agenda', 'hours'] as const;

/** Who comes when, and when anybody may. */
export default function CalendarPage() {
  const t = useMessages(calendarMessages);
  const calendar = useCalendar();
  const { chosen, isSeen, choose } = useSection(PARTS);
  return (
    <>
      <PageHeader title={t.title} lead={calendar.data && t.lead(calendar.data.zone)} />
      <Tabs value={chosen ?? null} onChange={choose}>
        <Tabs.List mb="lg" aria-label={t.sections}>
          {PARTS.map((name) => (
            <Tabs.Tab key={name} value={name}>
              {t.parts[name]}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Shown query={calendar}>
          {(settings) => (
            <>
              <Tabs.Panel value="agenda">{isSeen('agenda') && <Agenda zone={settings.zone} />}</Tabs.Panel>
              <Tabs.Panel value="hours">{isSeen('hours') && <HoursForm calendar={settings} />}</Tabs.Panel>
            </>
          )}
        </Shown>
      </Tabs>
    </>
  );
}
