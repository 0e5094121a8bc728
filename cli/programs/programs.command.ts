import { createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import type { Command } from 'commander';
import { sendIntervalOf } from '../../domain/programs/definition';
import { connectToApi } from '../api/connection';
import { programPlace } from '../api/temporal-ui';
import { writeDuration } from '../terminal/duration-option';
import { printJson } from '../terminal/print-json';
import type { Styles } from '../terminal/styles';
import { stylesFor } from '../terminal/styles';
import { facts, table } from '../terminal/table';
import { timeText } from '../terminal/times';
import type { ListedProgram, Program } from './find-program';
import { findProgram, getProgram, listPrograms, PROGRAM_HELP } from './find-program';

/** `hilo programs list|show|export`. */
export function registerPrograms(program: Command): void {
  const programs = program.command('programs').description('Programs and what is in them');
  programs.command('list').description('All programs').option('--json', 'print JSON').action(list);
  programs
    .command('show')
    .description('One program: its rules and its days')
    .argument('[program]', PROGRAM_HELP)
    .option('--json', 'print JSON, the definition included')
    .addHelpText('after', '\nExample:\n  $ hilo programs show "Mi tienda digital"')
    .action(show);
  programs
    .command('export')
    .description("Every enrollment of a program as CSV, in the old script's columns")
    .argument('[program]', PROGRAM_HELP)
    .option('--out <file.csv>', 'write to a file instead of standard output')
    .addHelpText('after', '\nExample:\n  $ hilo programs export "Mi tienda digital" --out enrollments.csv')
    .action(exportCsv);
}

async function list(options: { json?: true }): Promise<void> {
  const programs = await listPrograms(connectToApi());
  if (options.json) printJson(programs);
  else
    console.log(programs.length === 0 ? 'There are no programs yet.' : programsTable(programs, stylesFor()));
}

function programsTable(programs: readonly ListedProgram[], styles: Styles): string {
  const rows = programs.map(({ name, version, sessions, days, sendAt, timezone, id }) => [
    styles.bold(name),
    String(version),
    String(sessions),
    String(days),
    `${sendAt} ${timezone}`,
    styles.dim(id),
  ]);
  const columns = ['program', 'version', 'sessions', 'days', 'sends at', 'id'].map((title) => ({ title }));
  return table(columns, rows, styles);
}

async function show(wanted: string | undefined, options: { json?: true }): Promise<void> {
  const api = connectToApi();
  const program = await getProgram(api, (await findProgram(api, wanted)).id);
  if (options.json) printJson(program);
  else console.log(programText(program, stylesFor()));
}

function programText(program: Program, styles: Styles): string {
  const { definition } = program;
  const { policy } = definition;
  const rhythm =
    policy.dayLength === undefined
      ? `daily at ${definition.sendAt}, ${definition.timezone}`
      : `every ${writeDuration(policy.dayLength)}, one program day each`;
  const pairs: [string, string][] = [
    ['id', program.id],
    ['version', `${program.version}, published ${timeText(program.publishedAt)}`],
    ['evaluates', rhythm],
    [
      'a day',
      `${policy.maxAttemptsPerDay} attempts, then ${policy.whenAttemptsRunOut}; completed by ${policy.completion}`,
    ],
    ['excludes', `after ${policy.excludeAfterFailedRetries} failed retries in a row`],
    ['pause', `${sendIntervalOf(policy)} ms between two sends`],
    ['Temporal', programPlace(program.id)],
  ];
  const sessions = definition.sessions.flatMap(({ number, title, days }) => [
    '',
    styles.bold(`${number}  ${title}`),
    ...days.map((day) => `   ${day.number}  ${day.title}${styles.dim(`  ${day.content.kind}`)}`),
  ]);
  return [styles.bold(program.name), '', facts(pairs, styles), ...sessions].join('\n');
}

async function exportCsv(wanted: string | undefined, options: { out?: string }): Promise<void> {
  const api = connectToApi();
  const program = await findProgram(api, wanted);
  const csv = await api.download(`/api/programs/${program.id}/export.csv`);
  if (options.out === undefined) {
    await pipeline(csv, process.stdout, { end: false });
    return;
  }
  await pipeline(csv, createWriteStream(options.out));
  console.error(`Wrote the enrollments of "${program.name}" to ${options.out}`);
}
