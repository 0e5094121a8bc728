import { Anchor, Card, Table } from '@mantine/core';
import { Link } from 'wouter';
import type { View } from '../api/views';
import { useFormats } from '../language/formats';
import { useMessages } from '../language/language';
import { EmptyState } from '../parts/empty-state';
import { ListTable } from '../parts/list-table';
import { PageHeader } from '../parts/page-header';
import { ShowMore } from '../parts/show-more';
import { Shown } from '../parts/shown';
import { may } from '../session/may';
import { useOperator } from '../session/operator';
import { NewProgram } from './new-program';
import { usePrograms } from './programs-data';
import { programsMessages } from './programs.messages';

const MAKE_ONE =
  'npx hilo import examples/enrollments-legacy.csv --program examples/programs/six-sessions.json --day-length 20s';

/** Every program of the account. */
export default function ProgramsPage() {
  const t = useMessages(programsMessages);
  const mayWrite = may(useOperator(), 'admin');
  const programs = usePrograms();
  return (
    <>
      <PageHeader title={t.title} lead={t.lead}>
        {mayWrite && <NewProgram />}
      </PageHeader>
      <Card withBorder radius="lg" padding="md">
        <Shown query={programs}>
          {({ pages }) => {
            const items = pages.flatMap((page) => page.items);
            if (items.length === 0) return <EmptyState title={t.none} command={MAKE_ONE} />;
            return (
              <ListTable columns={[t.name, t.shape, t.sends, t.version, t.published]}>
                {items.map((program) => (
                  <ProgramRow key={program.id} program={program} />
                ))}
              </ListTable>
            );
          }}
        </Shown>
        <ShowMore query={programs} />
      </Card>
    </>
  );
}

function ProgramRow({ program }: { program: View<'ListedProgram'> }) {
  const t = useMessages(programsMessages);
  const { day } = useFormats();
  const { id, name, sessions, days, sendAt, timezone, version, publishedAt } = program;
  return (
    <Table.Tr>
      <Table.Td>
        <Anchor component={Link} href={`/programs/${id}`} fw={600}>
          {name}
        </Anchor>
      </Table.Td>
      <Table.Td>{t.sessions(String(sessions), String(days))}</Table.Td>
      <Table.Td>{t.daily(sendAt, timezone)}</Table.Td>
      <Table.Td className="tabular">{version}</Table.Td>
      <Table.Td>{day(publishedAt)}</Table.Td>
    </Table.Tr>
  );
}
