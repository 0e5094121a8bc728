import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { bundleWorkflowCode } from '@temporalio/worker';
import { testSetting } from './test-servers';

/** The bundle of every workflow, for `Worker.create({ workflowBundle })`; built once a Jest run. */
export function workflowBundle(): { codePath: string } {
  return { codePath: testSetting('bundleFile') };
}

/** Bundles the workflows into a temporary file; gives its path. */
export async function writeWorkflowBundle(): Promise<string> {
  const { code } = await bundleWorkflowCode({
    workflowsPath: resolve(__dirname, '../../workflows/index.ts'),
    logger: { ...silent, log: () => undefined },
  });
  const file = join(await mkdtemp(join(tmpdir(), 'hilo-bundle-')), 'workflows.js');
  await writeFile(file, code);
  return file;
}

const silent = {
  trace: () => undefined,
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
};
