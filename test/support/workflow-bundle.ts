import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeWorkflowBundle } from '../../workers/build-workflow-bundle';
import { testSetting } from './test-servers';

/** The bundle of every workflow, for `Worker.create({ workflowBundle })`; built once a Jest run. */
export function workflowBundle(): { codePath: string } {
  return { codePath: testSetting('bundleFile') };
}

/** Bundles the workflows into a temporary file; gives its path. */
export async function bundleToTemporaryFile(): Promise<string> {
  const file = join(await mkdtemp(join(tmpdir(), 'hilo-bundle-')), 'workflows.js');
  await writeWorkflowBundle(file);
  return file;
}
