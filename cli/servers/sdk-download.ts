import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { TestWorkflowEnvironment } from '@temporalio/testing';
import type { BinaryName } from './binary-catalogue';

/** Downloads a binary into `folder`; gives its path, and throws when the download cannot be made. */
export type DownloadWithSdk = (name: BinaryName, folder: string) => Promise<string>;

/** Temporal's SDK downloads a server only as part of starting it, so it is started once and ended. */
export const downloadWithSdk: DownloadWithSdk = async (name, folder) => {
  const server = { executable: { type: 'cached-download' as const, downloadDir: folder } };
  const environment =
    name === 'temporal'
      ? await TestWorkflowEnvironment.createLocal({ server })
      : await TestWorkflowEnvironment.createTimeSkipping({ server });
  await environment.teardown();
  const prefix = name === 'temporal' ? 'temporal-sdk-' : 'temporal-test-server-';
  const file = (await readdir(folder)).find(
    (entry) => entry.startsWith(prefix) && !entry.endsWith('.downloading'),
  );
  if (file === undefined) throw new Error(`the SDK left no binary in ${folder}`);
  return join(folder, file);
};
