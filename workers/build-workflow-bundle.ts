import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { bundleWorkflowCode, type WorkflowBundle } from '@temporalio/worker';

/** Bundles every workflow; takes about a second, once a process. */
export function buildWorkflowBundle(): Promise<WorkflowBundle> {
  const quiet = () => undefined;
  const logger = {
    trace: quiet,
    debug: quiet,
    info: quiet,
    log: quiet,
    warn: console.warn,
    error: console.error,
  };
  return bundleWorkflowCode({ workflowsPath: resolve(__dirname, '../workflows/index.ts'), logger });
}

/** Writes the bundle where an image build wants it. */
export async function writeWorkflowBundle(file: string): Promise<void> {
  const { code } = await buildWorkflowBundle();
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, code);
}
