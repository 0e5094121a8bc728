import { useMessages } from '../language/language';
import { PageHeader } from '../parts/page-header';
import { Shown } from '../parts/shown';
import { SectionTabs } from '../parts/section-tabs';
import { Agenda } from './agenda';
import { useCalendar } from './calendar-data';
import { calendarMessages } from './calendar.messages';
import { HoursForm } from './hours-form';

/** Who comes when, and when anybody may. */
export default function CalendarPage() {
  const t = useMessages(calendarMessages);
  const calendar = useCalendar();
  return (
    <>
      <PageHeader title={t.title} lead={calendar.data && t.lead(calendar.data.zone)} />
      <Shown query={calendar}>
        {(settings) => (
          <SectionTabs
            label={t.sections}
            sections={[
              { name: 'agenda', label: t.parts.agenda, content: <Agenda zone={settings.zone} /> },
              { name: 'hours', label: t.parts.hours, content: <HoursForm calendar={settings} /> },
            ]}
          />
        )}
      </Shown>
    </>
  );
}
