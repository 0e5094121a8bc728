import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DeterminismViolationError } from '@temporalio/workflow';
import { TRACING_OF_WORKFLOWS } from '../../observability/tracing';
import { buildWorkflowBundle } from '../../workers/build-workflow-bundle';
import { workflowBundle } from '../support/workflow-bundle';
import { BROADCAST_SCENARIOS } from './broadcast-scenarios';
import { CHECKOUT_SCENARIOS } from './checkout-scenarios';
import { CONVERSATION_SCENARIOS } from './conversation-scenarios';
import { readHistories } from './history-files';
import { replay } from './replay-gate';
import { ENROLLMENT_SCENARIOS } from './scenarios';

const histories = readHistories();
/** What schedules run. */
const QUIET = ['sweep', 'analytics', 'alerts', 'watch', 'template-sync'];

describe('the histories that releases have left behind', () => {
  it('cover every path of each workflow, and a quiet turn of each schedule', () => {
    const known = histories.map(({ workflow, name }) => `${workflow}/${name.replace(/^\d+\.\d+\.\d+-/, '')}`);
    const paths = [
      ...Object.keys(ENROLLMENT_SCENARIOS).map((scenario) => `enrollment/${scenario}`),
      ...Object.keys(CONVERSATION_SCENARIOS).map((scenario) => `conversation/${scenario}`),
      ...Object.keys(BROADCAST_SCENARIOS).map((scenario) => `broadcast/${scenario}`),
      ...Object.keys(CHECKOUT_SCENARIOS).map((scenario) => `checkout/${scenario}`),
    ];
    expect(known).toEqual(
      expect.arrayContaining([...paths, 'send/accepted', ...QUIET.map((schedule) => `${schedule}/quiet`)]),
    );
  });

  it('are all replayed by the workflows of today', async () => {
    await expect(replay(workflowBundle(), histories)).resolves.toEqual([]);
  });
});

describe('once traces are switched on', () => {
  let traced: Awaited<ReturnType<typeof buildWorkflowBundle>>;
  beforeAll(async () => {
    traced = await buildWorkflowBundle({}, [TRACING_OF_WORKFLOWS]);
  });

  it('a history of each workflow from before is replayed too', async () => {
    const oneEach = [...new Map(histories.map((file) => [file.workflow, file])).values()];
    const sinks = { exporter: { export: { fn: () => undefined } } };
    await expect(replay(traced, oneEach, { sinks })).resolves.toEqual([]);
  });
});

describe('the gate', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'hilo-mutant-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  /** Today's workflows with one change in their code. */
  async function mutant(change: (code: string) => string): Promise<{ codePath: string }> {
    const code = await readFile(workflowBundle().codePath, 'utf8');
    const changed = change(code);
    if (changed === code) throw new Error('The mutation found nothing to change');
    const codePath = join(folder, 'mutant.js');
    await writeFile(codePath, changed);
    return { codePath };
  }

  it.each([
    [
      'two activities of a sweep in another order',
      'sweep',
      (code: string) =>
        code.replace(
          /(\w+)\.startEnrollments\(\)([\s\S]{1,80}?)\1\.handleMessages\(\)/,
          '$1.handleMessages()$2$1.startEnrollments()',
        ),
    ],
    [
      'analytics that count what came late before what is new',
      'analytics',
      (code: string) =>
        code.replace(
          /(\w+)\.countNewHours\(\)([\s\S]{1,80}?)\1\.countLateHours\(\)/,
          '$1.countLateHours()$2$1.countNewHours()',
        ),
    ],
    [
      'one activity more before an enrollment is opened',
      'enrollment',
      (code: string) =>
        code.replace(
          /await openEnrollment\(input\)/,
          'await openEnrollment(input).then(() => openEnrollment(input))',
        ),
    ],
    [
      'a quiet moment before everything that a conversation answers',
      'conversation',
      (code: string) =>
        code.replace(
          /await answer\(input, thread, next\)/,
          'await new Promise((wake) => setTimeout(wake, 3000)); $&',
        ),
    ],
    [
      'an activity under another name',
      'send',
      (code: string) => code.replace(/\bdispatchSend\b/g, 'dispatchOneSend'),
    ],
    [
      'the end of a broadcast under another name',
      'broadcast',
      (code: string) => code.replace(/\bfinishBroadcast\b/g, 'endBroadcast'),
    ],
    [
      'a checkout that asks for an address to pay at before it has read its order',
      'checkout',
      (code: string) =>
        code.replace(/(desk\.view = await readOrder\(ref\));/, '(await activities.openSession(ref), $1);'),
    ],
  ])('refuses %s', async (_change, workflow, change) => {
    const affected = histories.filter((file) => file.workflow === workflow);
    const failures = await replay(await mutant(change), affected);
    expect(failures.map(({ history }) => history)).toEqual(
      affected.map((file) => `${file.workflow}/${file.name}`).filter((name) => !isLaterRun(name)),
    );
    for (const { error } of failures) expect(error).toBeInstanceOf(DeterminismViolationError);
  });
});

/** A run that continues another is handed its state and opens nothing. */
function isLaterRun(name: string): boolean {
  return name.startsWith('enrollment/') && name.endsWith('-completed');
}
