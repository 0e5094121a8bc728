import { ActionIcon, Button, Group, Skeleton, Table, Tooltip, VisuallyHidden } from '@mantine/core';
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
import { csvOf, useReport, type Range, type Report, type ReportName, type ReportRow } from './reports-data';
import { useFigures } from './use-figures';

const ReportChart = lazy(() => import('./report-chart'));
const COLOURS = 6;

/** One report: its chart, its table, and the file. */
export function ReportPanel({ name, range }: { name: ReportName; range: Range }) {
  const t = useMessages(analyticsMessages);
  const [hasTable, table] = useDisclosure(false);
  const query = useReport(name, range);
  const hasRows = query.data !== undefined && query.data.rows.length > 0;
  const title = t.reports[name];
  return (
    <Panel
      title={title}
      aside={
        <Group gap="xs" wrap="nowrap">
          {hasRows && <TableButton title={title} isPressed={hasTable} onPress={table.toggle} />}
          <CsvButton title={title} href={csvOf(name, range)} />
        </Group>
      }
    >
      <Shown query={query}>
        {(report) =>
          report.rows.length === 0 ? (
            <EmptyState title={report.countedUntil === null ? t.notCounted : t.none} />
          ) : (
            <>
              <Chart name={name} report={report} />
              <Rows title={title} rows={report.rows} isShown={hasTable} />
            </>
          )
        }
      </Shown>
    </Panel>
  );
}

interface TableButtonProps {
  title: string;
  isPressed: boolean;
  onPress: () => void;
}

function TableButton({ title, isPressed, onPress }: TableButtonProps) {
  const t = useMessages(analyticsMessages);
  return (
    <Tooltip label={t.table}>
      <ActionIcon
        variant="default"
        size={26}
        aria-label={t.tableOf(title)}
        aria-pressed={isPressed}
        onClick={onPress}
      >
        <Table2 size={14} aria-hidden />
      </ActionIcon>
    </Tooltip>
  );
}

function CsvButton({ title, href }: { title: string; href: string }) {
  const t = useMessages(analyticsMessages);
  return (
    <Button
      component="a"
      href={href}
      download
      variant="default"
      size="compact-sm"
      leftSection={<Download size={14} aria-hidden />}
      aria-label={t.csvOf(title)}
    >
      {t.csv}
    </Button>
  );
}

function Chart({ name, report }: { name: ReportName; report: Report }) {
  const t = useMessages(analyticsMessages);
  const { columnOf, figure, short, period } = useFigures();
  const plan = CHARTS[name];
  const { series, points } = drawnOf(plan, report);
  const [first] = series;
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
            shortOf={(value) => short(first?.figure ?? '', value, first?.group ?? '')}
            hasParts={first !== undefined && /(?:Ms|Minor)$/.test(first.figure)}
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
