import { Card, Tabs } from '@mantine/core';
import { useParams } from 'wouter';
import type { View } from '../api/views';
import { useMessages } from '../language/language';
import { PageHeader } from '../parts/page-header';
import { Shown } from '../parts/shown';
import { may } from '../session/may';
import { useOperator } from '../session/operator';
import { DefinitionPanel } from './definition-panel';
import { HeatMap } from './heat-map';
import { ImportPanel } from './import-panel';
import { useProgram } from './programs-data';
import { programsMessages } from './programs.messages';
import { RunsTable } from './runs-table';
import { TimeMachine } from './time-machine';

/** One program: who takes part and how far they are, its days, and taking contacts over. */
export default function ProgramPage() {
  const t = useMessages(programsMessages);
  const { id } = useParams<{ id: string }>();
  return (
    <Shown query={useProgram(id)}>
      {(program) => (
        <>
          <PageHeader
            title={program.name}
            lead={t.daily(program.definition.sendAt, program.definition.timezone)}
            back={{ href: '/programs', label: t.title }}
          />
          <Parts program={program} />
        </>
      )}
    </Shown>
  );
}

function Parts({ program }: { program: View<'Program'> }) {
  const t = useMessages(programsMessages);
  const mayImport = may(useOperator(), 'admin');
  const { id, definition } = program;
  return (
    <Tabs defaultValue="contacts" keepMounted={false}>
      <Tabs.List mb="md">
        <Tabs.Tab value="contacts">{t.contacts}</Tabs.Tab>
        <Tabs.Tab value="definition">{t.definition}</Tabs.Tab>
        <Tabs.Tab value="simulate">{t.timeMachine}</Tabs.Tab>
        <Tabs.Tab value="runs">{t.runs}</Tabs.Tab>
        {mayImport && <Tabs.Tab value="import">{t.import}</Tabs.Tab>}
      </Tabs.List>
      <Tabs.Panel value="contacts">
        <Card withBorder radius="lg" padding="md">
          <HeatMap programId={id} sessions={definition.sessions} />
        </Card>
      </Tabs.Panel>
      <Tabs.Panel value="definition">
        <DefinitionPanel program={program} />
      </Tabs.Panel>
      <Tabs.Panel value="simulate">
        <TimeMachine program={program} />
      </Tabs.Panel>
      <Tabs.Panel value="runs">
        <Card withBorder radius="lg" padding="md">
          <RunsTable programId={id} />
        </Card>
      </Tabs.Panel>
      <Tabs.Panel value="import">
        <Card withBorder radius="lg" padding="md">
          <ImportPanel programId={id} />
        </Card>
      </Tabs.Panel>
    </Tabs>
  );
}
