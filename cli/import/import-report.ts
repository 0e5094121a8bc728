import type { z } from 'zod';
import type { importView } from '../../api/routes/imports/imports.schema';
import { programPlace } from '../api/temporal-ui';
import type { ProgramPolicy } from '../../domain/programs/definition';
import { count } from '../terminal/count';
import type { Styles } from '../terminal/styles';
import { facts, table } from '../terminal/table';
import { durationText } from '../terminal/times';
import type { Publication } from './publish-program';

/** What an import came to. */
export type ImportResult = z.output<typeof importView>;

export interface Imported extends Publication {
  result: ImportResult;
  file: string;
  /** One of the file's contacts, to try things with. */
  firstPhone: string | undefined;
}

const MOST_LINES = 20;

const PUBLICATION = { made: 'just made', 'new version': 'just published', there: 'as it was' };

/** What an import came to, and what to look at next. */
export function importReport(imported: Imported, styles: Styles): string {
  const { program, kind, result } = imported;
  return [
    `${styles.bold(program.name)}  ${styles.dim(`${program.id}, version ${program.version}, ${PUBLICATION[kind]}`)}`,
    '',
    facts(countsOf(result, styles), styles),
    ...errorLines(imported, styles),
    ...nextSteps(imported, styles),
  ].join('\n');
}

function countsOf(
  { rows, contacts, imported, refused, errorCount }: ImportResult,
  styles: Styles,
): [string, string][] {
  const loud = (number: number, style: (text: string) => string) =>
    number === 0 ? '0' : style(String(number));
  return [
    ['imported', `${loud(imported, styles.green)} of ${count(contacts, 'contact')} in ${count(rows, 'row')}`],
    ['refused', loud(refused, styles.red)],
    ['problems', loud(errorCount, styles.yellow)],
  ];
}

function errorLines({ result: { errors, errorCount }, file }: Imported, styles: Styles): string[] {
  if (errors.length === 0) return [];
  const columns = [
    { title: 'line', align: 'right' as const },
    { title: 'column' },
    { title: 'what is wrong' },
  ];
  const rows = errors
    .slice(0, MOST_LINES)
    .map(({ line, column, reason }) => [String(line), column ?? '–', reason]);
  const more = errorCount - rows.length;
  const rest = more > 0 ? [`… and ${more} more${more < errors.length ? ': add --json' : ''}`] : [];
  return ['', styles.bold(file), table(columns, rows, styles), ...rest];
}

function nextSteps({ program, result, firstPhone }: Imported, styles: Styles): string[] {
  if (result.contacts === 0) return [];
  const isDemonstration = program.definition.policy.dayLength !== undefined;
  const commands: [string, string][] = [
    ['who stands where', `npx hilo enrollments list --program ${program.id}`],
    ['be one of them', `npx hilo phone ${firstPhone ?? '<phone>'}`],
    ['let the others answer', `npx hilo crowd examples/behaviours/tour.json --program ${program.id}`],
    ['what each day came to', `npx hilo runs ${program.id}`],
    ['take them out again', `npx hilo programs export ${program.id} --out enrollments.csv`],
    ['the workflows', programPlace(program.id)],
  ];
  const fitting = commands.filter(([what]) => isDemonstration || !ON_SIMULATOR.has(what));
  return ['', styles.bold('Next'), facts(fitting, styles), ...haste(program.definition.policy, styles)];
}

/** In a demonstration the clock is running: people who are silent while somebody reads on are soon excluded. */
function haste(policy: ProgramPolicy, styles: Styles): string[] {
  const { dayLength, maxAttemptsPerDay, excludeAfterFailedRetries } = policy;
  if (dayLength === undefined) return [];
  const patience = durationText((maxAttemptsPerDay + excludeAfterFailedRetries) * dayLength * 1000);
  return [
    '',
    styles.yellow(`Whoever keeps silent is excluded within ${patience}: let the others answer now.`),
  ];
}

/** What makes sense where a day is short and people are played. */
const ON_SIMULATOR = new Set(['be one of them', 'let the others answer']);
