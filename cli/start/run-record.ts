import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { endLeftover, isRunning } from '../servers/leftover-process';

const recordSchema = z.object({
  pid: z.number(),
  processes: z.array(
    z.object({
      name: z.string(),
      pid: z.number(),
      mark: z.string(),
      /** Where a server listens. */
      port: z.number().optional(),
    }),
  ),
});

type RecordedProcess = z.infer<typeof recordSchema>['processes'][number];

/** What `hilo start` has running on a data folder; `isOn` says whether it still does. */
export interface RunningProcesses {
  isOn: boolean;
  processes: readonly (RecordedProcess & { isOn: boolean })[];
}

export interface RunRecord {
  /** Notes a process started, so that a later start can end it should this one be killed. */
  note(process: RecordedProcess): void;
  close(): void;
}

/** The command line of `hilo start`; a pid alone may by now be another program's. */
const OWN_MARK = 'hilo.js';

/**
 * Claims the data folder. Refuses when another `hilo start` uses it; ends what a killed one left running.
 */
export async function openRunRecord(dataDir: string, say: (line: string) => void): Promise<RunRecord> {
  const file = recordFile(dataDir);
  const earlier = readRecord(file);
  if (earlier !== undefined && earlier.pid !== process.pid && (await isStarted(earlier.pid))) {
    const remedy = 'Stop it with Ctrl-C, or set HILO_DATA_DIR (and the ports) to run a second one.';
    throw new Error(`Hilo already runs on ${dataDir} (process ${earlier.pid}). ${remedy}`);
  }
  for (const leftover of (earlier?.processes ?? []).toReversed()) {
    if (await endLeftover({ ...leftover, signal: 'SIGINT' }))
      say(`ended the ${leftover.name} an earlier start left`);
  }
  const record = { pid: process.pid, processes: [] as RecordedProcess[] };
  const save = () => writeFileSync(file, JSON.stringify(record));
  save();
  return {
    note(started) {
      record.processes = [...record.processes.filter(({ name }) => name !== started.name), started];
      save();
    },
    close: () => rmSync(file, { force: true }),
  };
}

/** What an earlier `hilo start` noted on the folder; null where it stopped in order or never ran. */
export async function runningProcesses(dataDir: string): Promise<RunningProcesses | null> {
  const record = readRecord(recordFile(dataDir));
  if (record === undefined) return null;
  const processes = await Promise.all(
    record.processes.map(async (noted) => ({ ...noted, isOn: await isRunning(noted) })),
  );
  return { isOn: await isStarted(record.pid), processes };
}

function isStarted(pid: number): Promise<boolean> {
  return isRunning({ pid, mark: OWN_MARK });
}

function recordFile(dataDir: string): string {
  return join(dataDir, 'running.json');
}

function readRecord(file: string): z.infer<typeof recordSchema> | undefined {
  try {
    return recordSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return undefined;
  }
}
