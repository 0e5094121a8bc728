import type { Command } from 'commander';
import type { z } from 'zod';
import { runDetailView, runPage } from '../../api/routes/runs/runs.schema';
import type { ApiClient } from '../api/api-client';
import { connectToApi } from '../api/connection';
import { readSome } from '../api/read-pages';
import { phonesOfProgram } from '../enrollments/read-enrollments';
import { printJson } from '../terminal/print-json';
import { stylesFor } from '../terminal/styles';
import type { ListedProgram } from './find-program';
import { findProgram, PROGRAM_HELP } from './find-program';
import type { RunLine } from './run-report';
import { runLinesText, runsTable, runText } from './run-report';

const MOST_RUNS = 60;
const DATE = /^\d{4}-\d{2}-\d{2}$/;

type RunDetail = z.output<typeof runDetailView>;

/** `hilo runs`: what each day of a program came to. */
export function registerRuns(program: Command): void {
  program
    .command('runs')
    .description('The report of each day of a program, or of one date with a line for each contact')
    .argument('[program]', PROGRAM_HELP)
    .argument('[date]', 'a date of the program, or "last"')
    .option('--json', 'print JSON')
    .addHelpText(
      'after',
      '\nExamples:\n  $ hilo runs\n  $ hilo runs "Mi tienda digital" last\n  $ hilo runs "Mi tienda digital" 2026-03-02',
    )
    .action(runs);
}

async function runs(
  first: string | undefined,
  second: string | undefined,
  options: { json?: true },
): Promise<void> {
  const firstIsDate = second === undefined && first !== undefined && isDate(first);
  const date = firstIsDate ? first : second;
  if (date !== undefined && !isDate(date))
    throw new Error(`"${date}" is no date: write 2026-03-02, or last.`);
  const api = connectToApi();
  const program = await findProgram(api, firstIsDate ? undefined : first);
  if (date === undefined) await showRuns(api, program, options.json === true);
  else await showRun({ api, program, date: await dateOf(api, program, date) }, options.json === true);
}

function isDate(text: string): boolean {
  return DATE.test(text) || text === 'last';
}

const listRuns = (api: ApiClient, { id }: ListedProgram, most: number) =>
  readSome(api, { path: `/api/programs/${id}/runs`, schema: runPage }, most);

async function dateOf(api: ApiClient, program: ListedProgram, date: string): Promise<string> {
  if (date !== 'last') return date;
  const last = (await listRuns(api, program, 1)).items[0];
  if (last) return last.date;
  throw new Error(`"${program.name}" has had no run yet: wait for its first evaluation.`);
}

async function showRuns(api: ApiClient, program: ListedProgram, json: boolean): Promise<void> {
  const { items, more } = await listRuns(api, program, MOST_RUNS);
  if (json) return printJson(items);
  const styles = stylesFor();
  if (items.length === 0)
    return console.log(`"${program.name}" has had no run yet: wait for its first evaluation.`);
  console.log(`${styles.bold(program.name)}\n\n${runsTable(items, styles)}`);
  if (more) console.log(styles.dim(`Only the newest ${MOST_RUNS} runs are shown.`));
  console.log(styles.dim(`\nOne of them, contact by contact: hilo runs ${program.id} last`));
}

async function showRun(
  { api, program, date }: { api: ApiClient; program: ListedProgram; date: string },
  json: boolean,
): Promise<void> {
  const { run, lines } = await readRun(api, `/api/programs/${program.id}/runs/${date}`);
  if (json) return printJson({ ...run, lines });
  const styles = stylesFor();
  const phones = await phonesOfProgram(api, program.id);
  const who = ({ enrollmentId }: RunLine) => phones.get(enrollmentId) ?? enrollmentId;
  console.log(
    `${styles.bold(program.name)}\n\n${runText(run, styles)}\n\n${runLinesText(lines, who, styles)}`,
  );
}

/** A run with all of its lines. */
async function readRun(
  api: ApiClient,
  path: string,
): Promise<{ run: Omit<RunDetail, 'lines'>; lines: RunLine[] }> {
  const { lines: first, ...run } = await api.get({ path, schema: runDetailView, query: { limit: 100 } });
  const lines = [...first.items];
  let cursor = first.nextCursor;
  while (cursor !== null) {
    const page = (await api.get({ path, schema: runDetailView, query: { limit: 100, cursor } })).lines;
    lines.push(...page.items);
    cursor = page.nextCursor;
  }
  return { run, lines };
}
