import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeWorkflowBundle } from '../../workers/build-workflow-bundle';
import { writeCountingBundle } from './workflow-coverage';
import { testSetting } from './test-servers';

/** The bundle of every workflow, for `Worker.create({ workflowBundle })`; built once a Jest run. */
export function workflowBundle(): { codePath: string } {
  return { codePath: testSetting('bundleFile') };
}

/** Bundles the workflows into a temporary file, counting where coverage is asked for; gives its path. */
export async function bundleToTemporaryFile(counting: boolean): Promise<string> {
  const file = join(await mkdtemp(join(tmpdir(), 'hilo-bundle-')), 'workflows.js');
  await (counting ? writeCountingBundle(file) : writeWorkflowBundle(file));
  return file;
}
