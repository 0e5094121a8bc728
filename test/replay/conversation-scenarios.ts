import type { temporal } from '@temporalio/proto';
import { CONVERSATION_WORKFLOW } from '../../workflows/conversations/contract';
import { TASK_QUEUES } from '../../workers/task-queues';
import type { ConversationRig } from '../support/conversations/conversation-rig';
import { smallScenario } from '../support/conversations/read-scenario';
import { until, type RigPerson } from '../support/conversations/rig-person';
import { DAY, HOUR, nameScenario } from '../support/conversations/small-scenarios';

type History = temporal.api.history.v1.IHistory;

const MEDIA = '00000000-0000-7000-8000-000000000001';

/** What a conversation can go through; each gives the history of its last run. */
export const CONVERSATION_SCENARIOS: Record<string, (rig: ConversationRig) => Promise<History>> = {
  async answered(rig) {
    const ana = await greeted(rig);
    await ana.says('Ana');
    return historyOf(ana);
  },
  async 'timed-out'(rig) {
    const { botId } = await rig.bot(
      smallScenario({
        a: { kind: 'message', text: 'uno', auto: { after: '2d', next: 'b' } },
        b: { kind: 'message', text: 'dos', auto: { after: '1h', next: 'c' } },
        c: { kind: 'end', text: 'tres' },
      }),
    );
    const ana = await rig.person(botId);
    await ana.says('hola');
    await rig.env.sleep(3 * DAY);
    return historyOf(ana);
  },
  async called(rig) {
    const { botId } = await rig.bot(
      smallScenario({
        a: { kind: 'call', method: 'GET', url: 'https://shop.example/a', next: 'b' },
        b: { kind: 'call', method: 'GET', url: 'https://shop.example/b', next: 'c' },
        c: { kind: 'end', text: 'hecho' },
      }),
    );
    const ana = await rig.person(botId);
    await ana.says('hola');
    await until(async () => (await ana.dialog()).state?.status === 'ended');
    return historyOf(ana);
  },
  async 'answered-by-an-agent'(rig) {
    const ana = await rig.person(await rig.agentBot());
    await ana.chats('hola, quiero comprar leche');
    await ana.chats('gracias');
    return historyOf(ana);
  },
  async 'taken-over-from-an-agent'(rig) {
    const ana = await rig.person(await rig.agentBot());
    await ana.says('hola');
    await ana.ask({ kind: 'hand-off', until: (await rig.now()) + HOUR, reason: null });
    await rig.env.sleep(2 * HOUR);
    return historyOf(ana);
  },
  async 'with-a-file'(rig) {
    const ana = await greeted(rig);
    await ana.tells({ text: 'Ana', file: { kind: 'image', answers: [{ mediaId: MEDIA }] } });
    return historyOf(ana);
  },
  async 'with-a-file-that-never-came'(rig) {
    const ana = await greeted(rig);
    await ana.signal(await ana.store({ text: 'Ana', file: { kind: 'image', answers: ['later'] } }));
    return historyOf(ana);
  },
  async 'handed-off-and-returned'(rig) {
    const ana = await greeted(rig);
    await ana.ask({ kind: 'hand-off', until: null, reason: null });
    await ana.says('¿hay alguien?');
    await ana.ask({ kind: 'return' });
    return historyOf(ana);
  },
  async 'handed-off-until'(rig) {
    const ana = await greeted(rig);
    await ana.ask({ kind: 'hand-off', until: (await rig.now()) + HOUR, reason: null });
    await rig.env.sleep(2 * HOUR);
    return historyOf(ana);
  },
  async 'asked-before-anything-else'(rig) {
    const ana = await greeted(rig);
    await ana.handle().result();
    await ana.ask({ kind: 'migrate', version: 1 });
    return historyOf(ana);
  },
  async 'refused-what-was-asked'(rig) {
    const ana = await greeted(rig);
    await ana.ask({ kind: 'migrate', version: 9 });
    return historyOf(ana);
  },
  async 'started-by-a-program'(rig) {
    const { botId, scenarioId } = await rig.bot(nameScenario());
    const ana = await rig.person(botId);
    const origin = { key: 'recorded', enrollmentId: MEDIA, session: 1, day: 1 };
    await rig.starter.start(ana.address, { scenarioId, version: 1, origin });
    return historyOf(ana);
  },
  async closed(rig) {
    const ana = await greeted(rig);
    await rig.starter.close(ana.address, 'the contact opted out');
    return historyOf(ana);
  },
  async deleted(rig) {
    const ana = await greeted(rig);
    await rig.database.dataSource.query('DELETE FROM bot_dialog_state WHERE id = $1', [ana.dialogId]);
    await rig.starter.close(ana.address, 'the dialog was deleted');
    return historyOf(ana);
  },
  async resumed(rig) {
    const ana = await greeted(rig);
    const view = await ana.view();
    await ana.handle().result();
    const messageId = await ana.store({ text: 'Ana' });
    const news = [{ kind: 'message', message: { messageId, hasFile: false } }];
    await rig.client.workflow.start(CONVERSATION_WORKFLOW, {
      workflowId: ana.handle().workflowId,
      taskQueue: TASK_QUEUES.conversations,
      args: [{ v: 1, ...ana.address, resumed: { view, news, seen: [messageId] } }],
    });
    return historyOf(ana);
  },
};

/** Somebody who was asked for a name. */
async function greeted(rig: ConversationRig): Promise<RigPerson> {
  const { botId } = await rig.bot(nameScenario());
  const ana = await rig.person(botId);
  await ana.says('hola');
  return ana;
}

/** Lets the conversation come to rest, and gives what its last run left. */
async function historyOf(ana: RigPerson): Promise<History> {
  await ana.handle().result();
  return ana.handle().fetchHistory();
}
