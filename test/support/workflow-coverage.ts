import { randomUUID } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { WorkflowCoverage } from '@temporalio/nyc-test-coverage';
import { bundleWorkflowCode, DefaultLogger, type InjectedSinks } from '@temporalio/worker';
import { TEST_SETTINGS } from './test-servers';

/** How often each statement of a file ran, by istanbul's numbers, and where in the source it stands. */
export interface CountedFile {
  s: Record<string, number>;
  statementMap: Record<string, { start: { line: number; column: number } }>;
  /** From what was counted to what was written. */
  inputSourceMap?: { sources: string[] };
}
type Counted = Record<string, CountedFile>;

const WORKFLOWS = resolve(__dirname, '../../workflows');

/** Bundles the workflows so that their sandbox tells, after every task, which statements of theirs ran. */
export async function writeCountingBundle(file: string): Promise<void> {
  // Without a global of this name the library does nothing.
  Object.assign(globalThis, { __coverage__: {} });
  const { code } = await bundleWorkflowCode({
    ...new WorkflowCoverage().augmentBundleOptions({
      workflowsPath: join(WORKFLOWS, 'index.ts'),
      webpackConfigHook(config) {
        // What else is in the bundle has tests of its own, and would make every task slow.
        const counting = config.module?.rules?.at(-1);
        if (counting) Object.assign(counting, { include: WORKFLOWS });
        return config;
      },
    }),
    logger: new DefaultLogger('WARN'),
  });
  await writeFile(file, code);
}

/** Adds up what the sandboxes of one worker tell; null where nobody counts. */
export function createWorkflowCoverage() {
  const folder = process.env[TEST_SETTINGS.workflowCoverage];
  if (folder === undefined) return null;
  const total: Counted = {};
  const merge = (_info: unknown, counted: Counted) => {
    for (const [path, file] of Object.entries(counted)) {
      const known = (total[path] ??= { ...file, s: {} });
      for (const [id, times] of Object.entries(file.s)) known.s[id] = (known.s[id] ?? 0) + times;
    }
  };
  const sinks: InjectedSinks<{ coverage: { merge: typeof merge } }> = {
    coverage: { merge: { fn: merge, callDuringReplay: true } },
  };
  return {
    sinks,
    async write(): Promise<void> {
      await mkdir(folder, { recursive: true });
      await writeFile(join(folder, `${randomUUID()}.json`), JSON.stringify(total));
    },
  };
}
