import { Button, Group, Skeleton, Table, VisuallyHidden } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { Download, Table2 } from 'lucide-react';
import { lazy, Suspense } from 'react';
import { useMessages } from '../language/language';
import { EmptyState } from '../parts/empty-state';
import { Panel } from '../parts/panel';
import { Shown } from '../parts/shown';
import { analyticsMessages } from './analytics.messages';
import styles from './analytics.module.css';
import { CHARTS, drawnOf, type Series } from './report-charts';
import { csvOf, useReport, type Range, type ReportName, type ReportRow } from './reports-data';
import { useFigures } from './use-figures';

const ReportChart = lazy(() => import('./report-chart'));
const COLOURS = 6;

/** One report: its chart, its table, and the file. */
export function ReportPanel({ name, range }: { name: ReportName; range: Range }) {
  const t = useMessages(analyticsMessages);
  const [hasTable, table] = useDisclosure(false);
  const title = t.reports[name];
  return (
    <Panel
      title={title}
      aside={
        <Group gap="xs" wrap="nowrap">
          <Button
            variant="default"
            size="compact-sm"
            leftSection={<Table2 size={14} aria-hidden />}
            aria-label={t.tableOf(title)}
            aria-pressed={hasTable}
            onClick={table.toggle}
          >
            {t.table}
          </Button>
          <Button
            component="a"
            href={csvOf(name, range)}
            download
            variant="default"
            size="compact-sm"
            leftSection={<Download size={14} aria-hidden />}
            aria-label={t.csvOf(title)}
          >
            {t.csv}
          </Button>
        </Group>
      }
    >
      <Shown query={useReport(name, range)}>
        {({ rows }) =>
          rows.length === 0 ? (
            <EmptyState title={t.none} />
          ) : (
            <>
              <Chart name={name} rows={rows} />
              <Rows title={title} rows={rows} isShown={hasTable} />
            </>
          )
        }
      </Shown>
    </Panel>
  );
}

function Chart({ name, rows }: { name: ReportName; rows: readonly ReportRow[] }) {
  const t = useMessages(analyticsMessages);
  const { columnOf, figure, short, period } = useFigures();
  const plan = CHARTS[name];
  const { series, points } = drawnOf(plan, rows);
  const byKey = new Map(series.map((each) => [each.key, each]));
  const called = ({ figure: column, group }: Series) =>
    group === '' ? columnOf(column) : `${columnOf(column)} · ${group}`;
  const nameOf = (key: string) => {
    const found = byKey.get(key);
    return found ? called(found) : key;
  };
  const valueOf = (value: number, key: string) => {
    const found = byKey.get(key);
    return found ? figure(found.figure, value, found.group) : String(value);
  };
  return (
    <div className={styles['colours']}>
      <ul className={styles['legend']}>
        {series.map((each, index) => (
          <li key={each.key}>
            <span className={styles['mark']} data-series={index % COLOURS} aria-hidden />
            {called(each)}
          </li>
        ))}
      </ul>
      <div role="img" aria-label={t.chartOf(t.reports[name])} className={styles['place']}>
        <Suspense fallback={<Skeleton h={240} />}>
          <ReportChart
            series={series}
            points={points}
            isStacked={plan.isStacked}
            nameOf={nameOf}
            valueOf={valueOf}
            shortOf={(value) => short(value)}
            pointOf={plan.along[0] === 'period' ? period : (at) => at}
          />
        </Suspense>
      </div>
    </div>
  );
}

interface RowsProps {
  title: string;
  rows: readonly ReportRow[];
  /** Whether who sees asked for it; who listens has it always. */
  isShown: boolean;
}

function Rows({ title, rows, isShown }: RowsProps) {
  const { columnOf, cell } = useFigures();
  const ids = rows.some((row) => 'name' in row) ? ['program', 'bot', 'broadcast'] : [];
  const columns = Object.keys(rows[0] ?? {}).filter((column) => !ids.includes(column));
  const isFigure = (column: string) => rows.some((row) => typeof row[column] === 'number');
  const table = (
    <Table className="tabular" verticalSpacing={4} aria-label={title}>
      <Table.Thead>
        <Table.Tr>
          {columns.map((column) => (
            <Table.Th key={column} ta={isFigure(column) ? 'right' : 'left'}>
              {columnOf(column)}
            </Table.Th>
          ))}
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {rows.map((row, index) => (
          <Table.Tr key={`${index} ${String(row['period'])}`}>
            {columns.map((column) => (
              <Table.Td key={column} ta={isFigure(column) ? 'right' : 'left'}>
                {cell(row, column)}
              </Table.Td>
            ))}
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
  if (!isShown) return <VisuallyHidden>{table}</VisuallyHidden>;
  return (
    <div className={styles['scroll']} role="region" aria-label={title} tabIndex={0}>
      {table}
    </div>
  );
}
