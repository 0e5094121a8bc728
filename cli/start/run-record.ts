import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { endLeftover, isRunning } from '../servers/leftover-process';

const recordSchema = z.object({
  pid: z.number(),
  processes: z.array(z.object({ name: z.string(), pid: z.number(), mark: z.string() })),
});

type RecordedProcess = z.infer<typeof recordSchema>['processes'][number];

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
  const file = join(dataDir, 'running.json');
  const earlier = readRecord(file);
  if (
    earlier !== undefined &&
    earlier.pid !== process.pid &&
    (await isRunning({ pid: earlier.pid, mark: OWN_MARK }))
  ) {
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

function readRecord(file: string): z.infer<typeof recordSchema> | undefined {
  try {
    return recordSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return undefined;
  }
}
