import { createEnginePorts } from '../../../activities/conversations/engine-ports';
import { exportDialog } from '../../../api/routes/dialogs/export-dialog';
import { createDialogLists } from '../../../db/repositories/dialog-lists';
import type { SentMessage } from '../../../domain/conversations/conversation';
import type { Recording } from '../../../domain/conversations/recording';
import { recordedState, replay } from '../../../domain/conversations/recording';
import { messageLine } from '../../../domain/conversations/transcript';
import { createConversationRig, type ConversationRig } from '../../support/conversations/conversation-rig';
import { readScenario, smallScenario } from '../../support/conversations/read-scenario';
import { until, type RigPerson } from '../../support/conversations/rig-person';
import { DAY, HOUR, MINUTE } from '../../support/conversations/small-scenarios';

const PHOTO = '00000000-0000-7000-8000-000000000001';

/** Nearly every kind of event has its place in it. */
const SCENARIO = smallScenario(
  {
    a: {
      kind: 'ask',
      text: '¿nombre?',
      answer: { kind: 'text' },
      save: 'name',
      timeout: { after: '1h', next: 'remind' },
      next: 'pause',
    },
    remind: { kind: 'message', text: '¿sigues ahí?', next: 'a' },
    pause: { kind: 'message', text: 'un momento, {{name}}', auto: { after: '20s', next: 'price' } },
    price: {
      kind: 'call',
      method: 'GET',
      url: 'https://shop.example/price',
      save: { price: 'body.price' },
      onError: 'sorry',
      next: 'choose',
    },
    sorry: { kind: 'message', text: 'ahora no sé el precio', next: 'choose' },
    choose: {
      kind: 'message',
      text: 'cuesta {{price}}',
      buttons: [
        { id: 'yes', label: 'Lo quiero', next: 'photo' },
        { id: 'no', label: 'No', next: 'bye' },
      ],
    },
    photo: {
      kind: 'ask',
      text: '¿foto?',
      answer: { kind: 'media', kinds: ['image'] },
      save: 'photo',
      next: 'help',
    },
    help: { kind: 'handoff', text: 'ya viene alguien', team: 'ventas', next: 'think' },
    think: { kind: 'agent', goal: 'ayudar', onError: 'bye', next: 'bye' },
    bye: { kind: 'end', text: 'adiós' },
  },
  { variables: { name: null, price: null, photo: null } },
);

describe('a live dialog, exported', () => {
  let rig: ConversationRig;
  beforeAll(async () => {
    rig = await createConversationRig();
  });
  afterAll(() => rig.close());

  const ports = createEnginePorts();
  async function exported({ dialogId }: RigPerson): Promise<Recording & { scenario: object }> {
    const dialog = await createDialogLists(rig.database.dataSource).get(rig.accountId, dialogId);
    if (!dialog) throw new Error('The dialog is gone');
    const answer = await exportDialog(dialog, { ...rig, conversationPorts: ports });
    if (answer.kind === 'problem') throw new Error(answer.detail);
    // As it comes out of the API.
    return JSON.parse(JSON.stringify(answer.recording)) as Recording & { scenario: object };
  }
  const saidLive = async (person: RigPerson) =>
    (await person.transcript())
      .filter(({ type }) => type === 'bot')
      .map(({ data }) => messageLine(data['message'] as SentMessage));
  const saidIn = ({ turns }: Recording) =>
    turns.flatMap((turn) => turn.expect.filter((line) => !line.startsWith('(')));

  /** The file is a golden conversation: it passes, says what was said, and ends where the dialog stands. */
  async function expectGolden(person: RigPerson, recording: Recording & { scenario: object }): Promise<void> {
    const replayed = replay({ scenario: readScenario(recording.scenario), ports }, recording);
    expect(replayed.turns).toEqual(recording.turns.map((turn) => turn.expect));
    expect(recordedState(replayed.state)).toEqual(recording.state);
    const { state } = await person.dialog();
    expect(state && recordedState(state)).toEqual(recording.state);
  }

  it('is a golden conversation of everything that happened in it', async () => {
    const ana = await rig.person((await rig.bot(SCENARIO)).botId);
    rig.answers.push({ kind: 'answered', status: 200, body: { price: 12 } });
    await ana.says('hola');
    await rig.env.sleep(HOUR + MINUTE);
    await ana.says('Ana');
    await rig.env.sleep(MINUTE);
    await until(async () => (await ana.dialog()).currentStep === 'choose');
    await ana.picks('yes');
    await rig.env.sleep(3 * DAY);
    await ana.says('¿cuál foto?');
    await ana.tells({ text: 'esta', file: { kind: 'image', answers: [{ mediaId: PHOTO }] } });
    await ana.says('¿hola?');
    await ana.ask({ kind: 'return' });
    const recording = await exported(ana);
    await expectGolden(ana, recording);
    expect(saidIn(recording)).toEqual(await saidLive(ana));
    expect(recording.turns.map(({ move }) => Object.keys(move)[0])).toEqual(
      expect.arrayContaining(['says', 'waits', 'answers', 'picks', 'sends', 'returns', 'agentFails']),
    );
    expect(recording.state).toMatchObject({ status: 'ended', variables: { name: 'Ana', price: 12 } });
  });

  it('leaves out what the scenario never heard of', async () => {
    const ana = await rig.person((await rig.bot(SCENARIO)).botId);
    await ana.says('hola');
    await ana.ask({ kind: 'hand-off', until: null, reason: null });
    await ana.says('quiero una persona');
    await ana.ask({ kind: 'return' });
    await ana.says('Ana');
    const recording = await exported(ana);
    await expectGolden(ana, recording);
    expect(JSON.stringify(recording.turns)).not.toContain('quiero una persona');
    expect(saidIn(recording)).toEqual(['¿nombre?', 'un momento, Ana']);
  });

  it('is the newest conversation only, with a call that failed', async () => {
    const ana = await rig.person((await rig.bot(SCENARIO)).botId);
    for (const name of ['Primera', 'Segunda']) {
      rig.answers.push({ kind: 'failed', reason: 'no answer within 10 s' });
      await ana.says('hola');
      await ana.says(name);
      await rig.env.sleep(MINUTE);
      await until(async () => (await ana.dialog()).currentStep === 'choose');
      await ana.picks('no');
    }
    const recording = await exported(ana);
    await expectGolden(ana, recording);
    expect(JSON.stringify(recording)).not.toContain('Primera');
    expect(saidIn(recording)).toContain('ahora no sé el precio');
    expect(recording.turns[0]?.move).toEqual({ says: 'hola' });
  });
});
