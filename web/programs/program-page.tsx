import { Card } from '@mantine/core';
import type { ReactNode } from 'react';
import { useParams } from 'wouter';
import type { View } from '../api/views';
import { useMessages } from '../language/language';
import { PageHeader } from '../parts/page-header';
import { SectionTabs } from '../parts/section-tabs';
import { ShownPage } from '../parts/shown-page';
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
  const back = { href: '/programs', label: t.title };
  return (
    <ShownPage query={useProgram(id)} back={back}>
      {(program) => (
        <>
          <PageHeader
            title={program.name}
            lead={t.daily(program.definition.sendAt, program.definition.timezone)}
            back={back}
          />
          <Parts program={program} />
        </>
      )}
    </ShownPage>
  );
}

function Parts({ program }: { program: View<'Program'> }) {
  const t = useMessages(programsMessages);
  const mayImport = may(useOperator(), 'admin');
  const { id, definition } = program;
  const takeOver = { name: 'import', label: t.import, content: inCard(<ImportPanel programId={id} />) };
  return (
    <SectionTabs
      label={t.parts}
      sections={[
        {
          name: 'contacts',
          label: t.contacts,
          content: inCard(<HeatMap programId={id} sessions={definition.sessions} />),
        },
        { name: 'definition', label: t.definition, content: <DefinitionPanel program={program} /> },
        { name: 'time-machine', label: t.timeMachine, content: <TimeMachine program={program} /> },
        { name: 'runs', label: t.runs, content: inCard(<RunsTable programId={id} />) },
        ...(mayImport ? [takeOver] : []),
      ]}
    />
  );
}

const inCard = (content: ReactNode) => (
  <Card withBorder radius="lg" padding="md">
    {content}
  </Card>
);
