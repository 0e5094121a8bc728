import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client, Connection } from '@temporalio/client';
import { parse } from 'csv-parse/sync';
import type { z } from 'zod';
import type { runDetailView } from '../../api/routes/runs/runs.schema';
import type { ApiClient } from '../../cli/api/api-client';
import { connectToApi } from '../../cli/api/connection';
import type { Enrollment, EnrollmentDetail } from '../../cli/enrollments/read-enrollments';
import { getEnrollment } from '../../cli/enrollments/read-enrollments';
import type { SimulatedMessage } from '../../cli/simulator/follow-messages';
import { readEnv } from '../../config/env';
import type { EnrollmentResult } from '../../workflows/programs/contract';
import { enrollmentWorkflowId } from '../../workflows/programs/contract';
import type { RunningCommand } from '../support/hilo-command';
import { runCommand, startCommand } from '../support/hilo-command';
import { until } from '../support/pace';
import { READY, runHilo } from '../support/running-hilo';
import type { RunningHilo } from '../support/running-hilo';

type Run = Omit<z.output<typeof runDetailView>, 'lines'> & {
  lines: { enrollmentId: string; line: string }[];
};

const DAY_MS = 6000;
/** By examples/behaviours/tour.json: the three people of the tour, all new in the imported file. */
const SILENT = '+573001110001';
const LATE = '+573001112099';
const ANSWERING = '+573001112017';
const CSV = join(__dirname, '../../examples/enrollments-legacy.csv');

let dataDir: string;
let hilo: RunningHilo;
let crowd: RunningCommand;
let api: ApiClient;
let connection: Connection;
let client: Client;
let program: { id: string; name: string };

async function json<T>(...args: string[]): Promise<T> {
  const { code, stdout, stderr } = await runCommand(dataDir, [...args, '--json']);
  if (code !== 0) throw new Error(`hilo ${args.join(' ')} ended with ${code}:\n${stderr}`);
  return JSON.parse(stdout) as T;
}

const show = (phone: string) => json<EnrollmentDetail>('enrollments', 'show', phone);

async function listExcluded(): Promise<Enrollment[]> {
  const { stdout } = await runCommand(dataDir, ['enrollments', 'list', '--stage', 'excluded', '--json']);
  return stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Enrollment);
}

/** Reads an enrollment again and again until it is as wanted. */
async function enrolled(
  phone: string,
  is: (enrollment: EnrollmentDetail) => boolean,
): Promise<EnrollmentDetail> {
  const { id } = await show(phone);
  return until({ for: `what becomes of ${phone}`, look: () => getEnrollment(api, id), is, everyMs: 250 });
}

beforeAll(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'hilo-tour-'));
  hilo = runHilo(dataDir);
  await hilo.waitFor(READY);
  connection = await Connection.connect({ address: hilo.place('Temporal') });
  client = new Client({ connection });
  api = connectToApi(readEnv({ HILO_DATA_DIR: dataDir }));
  const definition = 'examples/programs/six-sessions.json';
  const args = ['import', CSV, '--program', definition, '--day-length', `${DAY_MS / 1000}s`];
  const imported = await json<{ program: typeof program; imported: number; errors: unknown[] }>(...args);
  expect(imported).toMatchObject({ imported: 24, contacts: 24, rows: 120, errors: [] });
  program = imported.program;
  crowd = startCommand(dataDir, [
    'crowd',
    'examples/behaviours/tour.json',
    '--program',
    program.id,
    '--json',
  ]);
  await enrolled(SILENT, ({ state }) => state === 'excluded');
});

afterAll(async () => {
  await connection.close();
  crowd.interrupt();
  await hilo.interrupt();
  rmSync(dataDir, { recursive: true, force: true });
});

test('the import went into a demonstration and left the real program’s name free', () => {
  expect(program.name).toBe('Mi tienda digital (1d = 6s)');
});

test('the contact that never answers got two messages and was excluded two evaluations later', async () => {
  const { stdout } = await runCommand(dataDir, ['phone', SILENT, '--json', '--wait', '1s']);
  const thread = stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as SimulatedMessage);
  expect(thread.map(({ direction }) => direction)).toEqual(['to-phone', 'to-phone']);
  expect(thread[0]?.text).toBe(thread[1]?.text);

  const { state, reason, grid, decisions } = await show(SILENT);
  expect({ state, reason }).toEqual({ state: 'excluded', reason: '2 failed retries in a row' });
  expect(grid[0]?.[0]).toMatchObject({ status: 1, attempts: 2 });
  expect(decisions.map(({ line }) => line)).toEqual([
    'sent S1D1, attempt 1',
    'sent S1D1, attempt 2',
    'skipped: waiting for S1D1, failed retries 1',
    'excluded: 2 failed retries in a row',
  ]);
});

test('contacts that answer advance day by day, one message a program date', async () => {
  const { decisions, grid } = await enrolled(ANSWERING, ({ completedDays }) => completedDays >= 4);
  const completed = grid.flat().filter(({ status }) => status === 2);
  expect(completed.map(({ day }) => day).slice(0, 4)).toEqual([1, 2, 3, 4]);
  const dates = decisions.filter(({ outcome }) => outcome === 'sent').map(({ localDate }) => localDate);
  expect(new Set(dates).size).toBe(dates.length);
  expect([...dates].sort()).toEqual(dates);
});

test('the contact that answers two days late goes on with the next day', async () => {
  const late = await enrolled(
    LATE,
    ({ grid, failedRetries }) =>
      grid[0]?.[0]?.status === 2 && (grid[0][1]?.attempts ?? 0) > 0 && failedRetries === 0,
  );
  expect(late.state).toBe('active');
  const [first] = late.grid[0] ?? [];
  const waited = Date.parse(first?.completedAt ?? '') - Date.parse(first?.firstSentAt ?? '');
  expect(waited).toBeGreaterThan(2 * DAY_MS);
  expect(late.decisions.map(({ line }) => line)).toContain('completed S1D1 (reply)');
});

test('each run report tells what the decision log of the contact tells', async () => {
  const { id, decisions } = await show(SILENT);
  expect(decisions).toHaveLength(4);
  for (const { localDate, line } of decisions) {
    const run = await json<Run>('runs', program.id, localDate ?? '');
    expect(run.lines.filter(({ enrollmentId }) => enrollmentId === id).map((each) => each.line)).toEqual([
      line,
    ]);
    const excluded = run.lines.filter((each) => each.line.startsWith('excluded')).length;
    expect(run.excluded).toBe(excluded);
    expect(run.sent).toBe(run.lines.filter((each) => each.line.startsWith('sent')).length);
  }
});

test('Temporal lists as ended by exclusion exactly who is excluded, but for those the old script excluded', async () => {
  const query = `HiloProgram = "${program.id}" AND HiloStage = "excluded" AND ExecutionStatus = "Completed"`;
  const idsOf = (enrollments: Enrollment[]) => enrollments.map(({ id }) => enrollmentWorkflowId(id));
  const here = idsOf((await listExcluded()).filter(({ phone }) => !excludedByOldScript().has(phone ?? '')));
  expect(here.length).toBeGreaterThan(0);
  // An enrollment is excluded some moments before its workflow is over, and that before Temporal lists it so.
  const workflows = await until({
    for: 'everybody excluded to be listed',
    look: async () => {
      const listed: string[] = [];
      for await (const { workflowId } of client.workflow.list({ query })) listed.push(workflowId);
      return listed;
    },
    is: (listed) => here.every((id) => listed.includes(id)),
  });
  expect(idsOf(await listExcluded())).toEqual(expect.arrayContaining(workflows));

  const { id } = await show(SILENT);
  const result = (await client.workflow.result(enrollmentWorkflowId(id))) as EnrollmentResult;
  expect(result).toMatchObject({ stage: 'excluded', reason: '2 failed retries in a row', completedDays: 0 });
});

test('the export tells the same in the old script’s columns', async () => {
  const file = join(dataDir, 'out.csv');
  expect((await runCommand(dataDir, ['programs', 'export', program.id, '--out', file])).code).toBe(0);
  const rows = readCsv(file);
  const ofSilent = rows.filter(({ numero }) => numero === SILENT);
  expect(ofSilent).toHaveLength(30);
  expect(new Set(ofSilent.map((row) => row['usuario_excluido']))).toEqual(new Set(['1']));
  expect(ofSilent[0]).toMatchObject({
    sesion: '1',
    day: '1',
    enviado: '1',
    completado: '0',
    intentos_envio: '2',
  });
  expect(new Set(rows.map(({ numero }) => numero)).size).toBe(24);
});

test('Ctrl-C ends the crowd, then everything, and nothing is left running', async () => {
  crowd.interrupt();
  expect((await crowd.ended).code).toBe(0);
  expect(crowd.lines().some((line) => line.includes('"reply"') && line.includes(ANSWERING))).toBe(true);
  const pids = Object.values(hilo.processes());
  expect(await hilo.interrupt()).toBe(0);
  expect(pids.filter(isAlive)).toEqual([]);
});

/** Who came excluded has no workflow. */
function excludedByOldScript(): Set<string> {
  const rows = readCsv(CSV).filter((row) => row['usuario_excluido'] === '1');
  return new Set(rows.map(({ numero }) => numero ?? ''));
}

function readCsv(file: string): Record<string, string>[] {
  return parse(readFileSync(file), { columns: true });
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
