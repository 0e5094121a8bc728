import { Button, Group, SegmentedControl, SimpleGrid, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useFormats } from '../language/formats';
import { useMessages } from '../language/language';
import { PageHeader } from '../parts/page-header';
import { SectionTabs } from '../parts/section-tabs';
import { analyticsMessages } from './analytics.messages';
import { ReportPanel } from './report-panel';
import { useReport, type Range, type ReportName } from './reports-data';

const PARTS = {
  people: ['messages', 'response-times', 'conversations', 'opt-outs'],
  programs: ['programs', 'enrollments', 'exclusions'],
  agents: ['agents', 'handoffs', 'tools', 'models'],
  business: ['orders', 'broadcasts'],
} as const satisfies Record<string, readonly ReportName[]>;

const NAMES = ['people', 'programs', 'agents', 'business'] as const;

/** What happened, report by report, in the days that were asked for. */
export default function AnalyticsPage() {
  const t = useMessages(analyticsMessages);
  const [range, setRange] = useState<Range>(() => lastDays(USUAL_DAYS));
  return (
    <>
      <PageHeader title={t.title} lead={t.lead} />
      <RangeFields range={range} onChange={setRange} />
      <SectionTabs
        label={t.sections}
        isOneAtATime
        sections={NAMES.map((name) => ({
          name,
          label: t.parts[name],
          content: <Reports names={PARTS[name]} range={range} />,
        }))}
      />
    </>
  );
}

interface ReportsProps {
  names: readonly [ReportName, ...ReportName[]];
  range: Range;
}

function Reports({ names, range }: ReportsProps) {
  return (
    <>
      <SimpleGrid cols={{ base: 1, xl: 2 }} spacing="lg">
        {names.map((name) => (
          <ReportPanel key={name} name={name} range={range} />
        ))}
      </SimpleGrid>
      <Counted name={names[0]} range={range} />
    </>
  );
}

const USUAL_DAYS = 7;
const CHOICES = [USUAL_DAYS, 30, 90] as const;
const DAY_MS = 86_400_000;

/** Up to today, as whoever looks has it. */
function lastDays(count: number): Range {
  return { from: dateOf(Date.now() - (count - 1) * DAY_MS), to: dateOf(Date.now()), by: 'day' };
}

/** Swedish dates are ISO's. */
const dateOf = (at: number) => new Intl.DateTimeFormat('sv').format(at);

function RangeFields({ range, onChange }: { range: Range; onChange: (range: Range) => void }) {
  const t = useMessages(analyticsMessages);
  const { number } = useFormats();
  return (
    <Group align="flex-end" mb="md">
      {(['from', 'to'] as const).map((end) => (
        <TextInput
          key={end}
          type="date"
          label={t[end]}
          required
          withAsterisk={false}
          value={range[end]}
          onChange={({ currentTarget: { value } }) => value !== '' && onChange({ ...range, [end]: value })}
        />
      ))}
      <SegmentedControl
        aria-label={t.by}
        value={range.by}
        onChange={(by) => onChange({ ...range, by })}
        data={(['hour', 'day', 'total'] as const).map((value) => ({ value, label: t.grains[value] }))}
      />
      <Group gap="xs" role="group" aria-label={t.last}>
        {CHOICES.map((count) => (
          <Button key={count} variant="default" onClick={() => onChange(lastDays(count))}>
            {t.days(number(count))}
          </Button>
        ))}
      </Group>
    </Group>
  );
}

/** Up to when there are figures. */
function Counted({ name, range }: { name: ReportName; range: Range }) {
  const t = useMessages(analyticsMessages);
  const { moment } = useFormats();
  const { data } = useReport(name, range);
  if (data === undefined) return null;
  return (
    <Text size="sm" c="dimmed" mt="md">
      {data.countedUntil === null ? t.notCounted : t.counted(moment(data.countedUntil), data.zone)}
    </Text>
  );
}
