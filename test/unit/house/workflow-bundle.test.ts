import { join } from 'node:path';
import { bundleWorkflowCode, DefaultLogger } from '@temporalio/worker';
import { buildWorkflowBundle } from '../../../workers/build-workflow-bundle';

const fixtures = join(__dirname, '../../fixtures/workflows');

/**
 * What may stand in a workflow's sandbox: ours, Temporal's own, and what stands in the place of the bundler's
 * two empty modules for converters.
 */
const AT_HOME = [
  /^\.\/(workflows|domain)\//,
  /^\.\/node_modules\/(@temporalio|nexus-rpc|ms|long)\//,
  /^\.\/config\/temporal\/failure-converter\.ts$/,
  /^__temporal_custom_\w+ \(ignored\)$/,
];

/** The modules of a bundle, from the comment webpack writes over each one. */
function modulesOf(code: string): string[] {
  return [...code.matchAll(/^ {2}!\*\*\* (.+) \*\*\*!$/gm)].flatMap(([, name]) => (name ? [name] : []));
}

async function bundle(workflowsPath: string, complaints: string[] = []): Promise<string[]> {
  const logger = new DefaultLogger('ERROR', ({ message }) => complaints.push(message));
  const { code } = await bundleWorkflowCode({ workflowsPath, logger });
  return modulesOf(code);
}

const strangers = (modules: string[]) => modules.filter((name) => !AT_HOME.some((home) => home.test(name)));

describe('the workflow bundle', () => {
  it('holds nothing but workflows, domain and what Temporal itself brings', async () => {
    const modules = modulesOf((await buildWorkflowBundle()).code);

    expect(modules).toContain('./workflows/index.ts');
    expect(modules.some((name) => name.startsWith('./domain/'))).toBe(true);
    expect(strangers(modules)).toEqual([]);
  }, 60_000);

  it('would show a workflow that reaches into db', async () => {
    const modules = await bundle(join(fixtures, 'reaches-into-db.ts'));

    expect(strangers(modules)).toContain('./db/migrations/index.ts');
  }, 60_000);

  it('would not be built around a workflow that reads a file', async () => {
    const complaints: string[] = [];

    await expect(bundle(join(fixtures, 'reads-a-file.ts'), complaints)).rejects.toThrow();
    expect(complaints.join()).toContain('node:fs');
  }, 60_000);
});
