import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runCommand, type CommandResult } from './hilo-command';
import { serveTestApi } from './served-api';
import type { TestApi } from './test-api';

/** An operator's shell, whose hilo commands go to an API of the test's own. */
export interface OperatorShell {
  api: TestApi;
  /** Where the operator's files are. */
  folder: string;
  hilo(args: readonly string[], input?: string): Promise<CommandResult>;
  close(): Promise<void>;
}

export async function createOperatorShell(): Promise<OperatorShell> {
  const served = await serveTestApi();
  const { api, url } = served;
  const folder = await mkdtemp(join(tmpdir(), 'hilo-operator-'));
  const credentials = { url, apiKey: api.account.key, accountId: api.account.id };
  await writeFile(join(folder, 'credentials.json'), JSON.stringify(credentials));
  return {
    api,
    folder,
    hilo: (args, input) => runCommand(folder, args, input),
    async close() {
      await rm(folder, { recursive: true, force: true });
      await served.close();
    },
  };
}
