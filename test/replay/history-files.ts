import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { historyToJSON } from '@temporalio/common/lib/proto-utils';
import type { temporal } from '@temporalio/proto';
import { version } from '../../package.json';

const FOLDER = join(__dirname, 'histories');

/** A committed history: `<workflow>/<release>-<scenario>.json`. */
export interface HistoryFile {
  workflow: string;
  /** `0.1.0-excluded`. */
  name: string;
  history: unknown;
}

/** Every history that a release has left behind. */
export function readHistories(): HistoryFile[] {
  return readdirSync(FOLDER).flatMap((workflow) =>
    readdirSync(join(FOLDER, workflow)).map((file) => ({
      workflow,
      name: file.replace(/\.json$/, ''),
      history: JSON.parse(readFileSync(join(FOLDER, workflow, file), 'utf8')) as unknown,
    })),
  );
}

/** Writes a history of this release, without the name of the machine that recorded it and of its folders. */
export function writeHistory(
  workflow: string,
  scenario: string,
  history: temporal.api.history.v1.IHistory,
): void {
  mkdirSync(join(FOLDER, workflow), { recursive: true });
  const json = historyToJSON(history)
    .replace(/"identity": *"[^"]*"/g, '"identity": "recorder"')
    .replaceAll(join(__dirname, '..', '..', '/'), '');
  writeFileSync(join(FOLDER, workflow, `${version}-${scenario}.json`), `${json}\n`);
}
