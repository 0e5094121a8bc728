import { SimpleGrid, Stack } from '@mantine/core';
import { DemonstrationPanel } from '../demonstration/demonstration-panel';
import { useMessages } from '../language/language';
import { PageHeader } from '../parts/page-header';
import { Figures } from './figures';
import { FirstSteps } from './first-steps';
import { homeMessages } from './home.messages';
import { HealthPanel } from './health-panel';
import { AlertsPanel, BroadcastsPanel, ProgramsPanel } from './panels';

/** Today at a glance: only what the API knows. */
export default function HomePage() {
  const t = useMessages(homeMessages);
  return (
    <>
      <PageHeader title={t.title} lead={t.lead} />
      <Stack gap="lg">
        <FirstSteps />
        <Figures />
        <SimpleGrid cols={{ base: 1, lg: 2 }} spacing="lg">
          <ProgramsPanel />
          <BroadcastsPanel />
          <AlertsPanel />
          <HealthPanel />
          <DemonstrationPanel />
        </SimpleGrid>
      </Stack>
    </>
  );
}
