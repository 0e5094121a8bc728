import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import type { DataConverter } from '@temporalio/common';
import { bundleWorkflowCode, type WorkflowBundle } from '@temporalio/worker';

/**
 * Bundles every workflow; takes about a second, once a process. Failures thrown inside a workflow are
 * converted there, so an encrypting worker's converter has to be in the bundle too, and what traces them.
 */
export function buildWorkflowBundle(
  converter: DataConverter = {},
  interceptorModules: readonly string[] = [],
): Promise<WorkflowBundle> {
  const quiet = () => undefined;
  const logger = {
    trace: quiet,
    debug: quiet,
    info: quiet,
    log: quiet,
    warn: console.warn,
    error: console.error,
  };
  const { failureConverterPath } = converter;
  return bundleWorkflowCode({
    workflowsPath: resolve(__dirname, '../workflows/index.ts'),
    logger,
    workflowInterceptorModules: [...interceptorModules],
    ...(failureConverterPath !== undefined && { failureConverterPath }),
  });
}

/** Writes the bundle where an image build wants it. */
export async function writeWorkflowBundle(file: string): Promise<void> {
  const { code } = await buildWorkflowBundle();
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, code);
}
