import { historyToJSON } from '@temporalio/common/lib/proto-utils';
import { createConversationRig, type ConversationRig } from '../../support/conversations/conversation-rig';
import { readScenario } from '../../support/conversations/read-scenario';
import { PERSON_NAME } from '../../support/conversations/rig-person';
import { DAY, echoScenario } from '../../support/conversations/small-scenarios';

/** A message, its activity with its task before and after, and the timer that is set and taken back. */
const MOST_EVENTS_A_TURN = 12;

describe('the history of a conversation', () => {
  let rig: ConversationRig;
  beforeAll(async () => {
    rig = await createConversationRig();
  });
  afterAll(() => rig.close());

  it('holds no number, name or word of anybody', async () => {
    const { botId } = await rig.bot(readScenario('examples/scenarios/restaurant-booking.json'));
    const ana = await rig.person(botId, { phone: '+573009876543' });
    const words = ['hola', 'reservar mesa', 'cuatro mil', '4', 'viernes', 'ventana'];
    for (const text of words) await ana.says(text);
    await ana.tells({
      text: 'mira mi plato',
      file: { kind: 'image', answers: [{ mediaId: '00000000-0000-7000-8000-000000000001' }] },
    });
    await ana.ask({ kind: 'hand-off', until: (await rig.now()) + DAY, reason: null });
    await ana.says('soy alérgica');
    await ana.ask({ kind: 'return' });
    await ana.ask({ kind: 'migrate', version: 1 });
    await rig.env.sleep(3 * DAY);
    const history = payloadsInWords(historyToJSON(await ana.handle().fetchHistory()));
    const said = [...words.filter((word) => word.length > 3), 'mira mi plato', 'soy alérgica'];
    const heard = ana.heard().map((text) => text.slice(0, 20));
    for (const text of ['9876543', PERSON_NAME, 'Ana', ...said, ...heard]) {
      expect(history).not.toContain(text);
    }
    // What it is looked for in does hold what it may.
    expect(history).toContain(ana.dialogId);
  });

  it(`grows by ${MOST_EVENTS_A_TURN} events a turn at most`, async () => {
    const { botId } = await rig.bot(echoScenario());
    const ana = await rig.person(botId);
    await ana.says('hola');
    const length = async () => (await ana.handle().fetchHistory()).events?.length ?? 0;
    await rig.env.sleep(1000);
    const before = await length();
    const turns = 10;
    for (let n = 0; n < turns; n += 1) await ana.says(`m${n}`);
    await rig.env.sleep(1000);
    expect(await length()).toBeLessThanOrEqual(before + turns * MOST_EVENTS_A_TURN);
    expect((await ana.dialog()).turn).toBe(turns + 1);
  });
});

/** The history with every payload read: base64 would hide what it says. */
function payloadsInWords(json: string): string {
  return json.replace(/"data": *"([^"]*)"/g, (_match, data: string) =>
    Buffer.from(data, 'base64').toString('utf8'),
  );
}
