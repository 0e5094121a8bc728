import { TASK_QUEUES } from '../../workers/task-queues';
import { ANALYTICS_WORKFLOW } from '../../workflows/analytics/contract';
import { sendWorkflowId, SEND_WORKFLOW } from '../../workflows/messaging/contract';
import { ALERTS_WORKFLOW, WATCH_WORKFLOW } from '../../workflows/alerts/contract';
import { SWEEP_WORKFLOW } from '../../workflows/sweeps/contract';
import { TEMPLATE_SYNC_WORKFLOW } from '../../workflows/templates/contract';
import { createCountingTools } from '../support/agent/counting-tools';
import { createScriptedRouter } from '../support/agent/scripted-router';
import { createBroadcastRig } from '../support/broadcast-rig';
import { createConversationRig } from '../support/conversations/conversation-rig';
import { createCheckoutRig } from '../support/shop/checkout-rig';
import { ensureBinary, ensureBundle, ensurePostgres } from '../support/global/start';
import tearDown from '../support/global/teardown';
import { quietAnalytics } from '../support/analytics/quiet-analytics';
import { quietSweeps } from '../support/quiet-sweeps';
import { createProgramRig, type ProgramRig } from '../support/program-rig';
import { smallProgram } from '../support/programs/small-program';
import { BROADCAST_SCENARIOS } from './broadcast-scenarios';
import { CHECKOUT_SCENARIOS } from './checkout-scenarios';
import { CONVERSATION_SCENARIOS } from './conversation-scenarios';
import { writeHistory } from './history-files';
import { ENROLLMENT_SCENARIOS } from './scenarios';

/**
 * Records what this release's workflows write, for later releases to be replayed against; with the argument
 * `programs`, `messages`, `conversations`, `broadcasts`, `checkouts`, `sweeps`, `analytics`, `alerts` or `templates`
 * those alone.
 */
async function main(): Promise<void> {
  const [, , only] = process.argv;
  const kinds = {
    programs: recordPrograms,
    messages: recordMessages,
    conversations: recordConversations,
    broadcasts: recordBroadcasts,
    checkouts: recordCheckouts,
    sweeps: recordSweeps,
    analytics: recordAnalytics,
    alerts: recordAlerts,
    templates: recordTemplates,
  };
  if (only !== undefined && !(only in kinds)) {
    throw new Error(
      `There are no histories of ${only}: name one of ${Object.keys(kinds).join(', ')}, or none`,
    );
  }
  await Promise.all([
    ensureBinary('temporal-test-server'),
    ensureBundle({ collectCoverage: false }),
    ensurePostgres(),
  ]);
  for (const [kind, record] of Object.entries(kinds)) {
    if (only === undefined || only === kind) await record();
  }
  await tearDown();
}

async function recordPrograms(): Promise<void> {
  const rig = await createProgramRig(smallProgram({ shape: [1] }));
  for (const [scenario, play] of Object.entries(ENROLLMENT_SCENARIOS)) {
    const run = await play(rig);
    if (!run) throw new Error(`${scenario} left no run`);
    writeHistory('enrollment', scenario, run.history);
  }
  await rig.close();
}

async function recordMessages(): Promise<void> {
  const rig = await createProgramRig(smallProgram({ shape: [1] }));
  await recordSend(rig);
  await rig.close();
}

async function recordConversations(): Promise<void> {
  const model = createScriptedRouter();
  model.script({ calls: [['find', { word: 'leche' }]] }, 'Hay leche.');
  const agent = { router: model.router, tools: createCountingTools().tools };
  const rig = await createConversationRig({ agent });
  for (const [scenario, play] of Object.entries(CONVERSATION_SCENARIOS)) {
    writeHistory('conversation', scenario, await play(rig));
  }
  await rig.close();
}

async function recordBroadcasts(): Promise<void> {
  const rig = await createBroadcastRig();
  for (const [scenario, play] of Object.entries(BROADCAST_SCENARIOS)) {
    writeHistory('broadcast', scenario, await play(rig));
  }
  await rig.close();
}

async function recordCheckouts(): Promise<void> {
  const rig = await createCheckoutRig();
  for (const [scenario, play] of Object.entries(CHECKOUT_SCENARIOS)) {
    writeHistory('checkout', scenario, await play(rig));
  }
  await rig.close();
}

async function recordSend(rig: ProgramRig): Promise<void> {
  const contactId = await rig.contacts.ensure({
    accountId: rig.accountId,
    channel: 'simulator',
    address: '+573001200100',
    phone: '+573001200100',
    name: null,
  });
  const { send } = await rig.ledger.reserve({
    accountId: rig.accountId,
    idempotencyKey: 'message:recorded',
    contactId,
    channel: 'simulator',
    content: { kind: 'text', text: 'Hola' },
  });
  const handle = await rig.client.workflow.start(SEND_WORKFLOW, {
    workflowId: sendWorkflowId(send.id),
    taskQueue: TASK_QUEUES.programs,
    args: [{ v: 1, sendId: send.id }],
  });
  await handle.result();
  writeHistory('send', 'accepted', await handle.fetchHistory());
  const startAt = (await rig.now()) + 3_600_000;
  const { send: later } = await rig.ledger.reserve({
    ...send,
    idempotencyKey: 'message:recorded-later',
    scheduledFor: startAt,
  });
  const scheduled = await rig.client.workflow.start(SEND_WORKFLOW, {
    workflowId: sendWorkflowId(later.id),
    taskQueue: TASK_QUEUES.programs,
    args: [{ v: 1, sendId: later.id, startAt }],
  });
  await scheduled.result();
  writeHistory('send', 'scheduled', await scheduled.fetchHistory());
}

async function recordAlerts(): Promise<void> {
  const activities = {
    readSentiments: () => Promise.resolve(0),
    performAlertActions: () => Promise.resolve(0),
    watchPlatform: () => Promise.resolve({ raised: 0, cleared: 0 }),
  };
  await recordQuiet('alerts', { workflow: ALERTS_WORKFLOW, activities });
  await recordQuiet('watch', { workflow: WATCH_WORKFLOW, activities });
}

async function recordSweeps(): Promise<void> {
  await recordQuiet('sweep', { workflow: SWEEP_WORKFLOW, activities: quietSweeps });
}

async function recordAnalytics(): Promise<void> {
  await recordQuiet('analytics', { workflow: ANALYTICS_WORKFLOW, activities: quietAnalytics });
}

async function recordTemplates(): Promise<void> {
  const activities = {
    accountsToSync: ({ after }: { after: string | null }) => Promise.resolve(after === null ? ['one'] : []),
    syncAccount: () => Promise.resolve({ listed: 1, failed: 1 }),
  };
  await recordQuiet('template-sync', { workflow: TEMPLATE_SYNC_WORKFLOW, activities, args: [{ v: 1 }] });
}

/** A turn of a schedule that finds nothing out of the ordinary: its first run. */
async function recordQuiet(
  name: string,
  { workflow, activities, args = [] }: { workflow: string; activities: object; args?: object[] },
): Promise<void> {
  const rig = await createProgramRig(smallProgram({ shape: [1] }), { activities });
  const handle = await rig.client.workflow.start(workflow, {
    workflowId: `recorded-${name}`,
    taskQueue: TASK_QUEUES.programs,
    args,
  });
  await handle.result();
  const first = rig.client.workflow.getHandle(handle.workflowId, handle.firstExecutionRunId);
  writeHistory(name, 'quiet', await first.fetchHistory());
  await rig.close();
}

main().then(
  () => process.exit(0),
  (error: unknown) => {
    console.error(error);
    process.exit(1);
  },
);
