import { Card, Tabs } from '@mantine/core';
import { useParams } from 'wouter';
import { useMessages } from '../language/language';
import { PageHeader } from '../parts/page-header';
import { Shown } from '../parts/shown';
import { may } from '../session/may';
import { useOperator } from '../session/operator';
import { HeatMap } from './heat-map';
import { ImportPanel } from './import-panel';
import { useProgram } from './programs-data';
import { programsMessages } from './programs.messages';
import { RunsTable } from './runs-table';

/** One program: who takes part and how far they are, its days, and taking contacts over. */
export default function ProgramPage() {
  const t = useMessages(programsMessages);
  const { id } = useParams<{ id: string }>();
  const mayImport = may(useOperator(), 'admin');
  return (
    <Shown query={useProgram(id)}>
      {({ name, definition: { sendAt, timezone, sessions } }) => (
        <>
          <PageHeader
            title={name}
            lead={t.daily(sendAt, timezone)}
            back={{ href: '/programs', label: t.title }}
          />
          <Tabs defaultValue="contacts" keepMounted={false}>
            <Tabs.List mb="md">
              <Tabs.Tab value="contacts">{t.contacts}</Tabs.Tab>
              <Tabs.Tab value="runs">{t.runs}</Tabs.Tab>
              {mayImport && <Tabs.Tab value="import">{t.import}</Tabs.Tab>}
            </Tabs.List>
            <Card withBorder radius="lg" padding="md">
              <Tabs.Panel value="contacts">
                <HeatMap programId={id} sessions={sessions} />
              </Tabs.Panel>
              <Tabs.Panel value="runs">
                <RunsTable programId={id} />
              </Tabs.Panel>
              <Tabs.Panel value="import">
                <ImportPanel programId={id} />
              </Tabs.Panel>
            </Card>
          </Tabs>
        </>
      )}
    </Shown>
  );
}
