import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { SIMULATOR_CAPABILITIES } from '../../../channels/simulator/capabilities';
import { durationMs } from '../../../domain/conversations/duration';
import { newConversation } from '../../../domain/conversations/conversation';
import type { Move } from '../../../domain/conversations/play';
import { renderMessage } from '../../../domain/conversations/render-message';
import { storableText } from '../../../domain/messaging/storable';
import { createConversationRig, type ConversationRig } from '../../support/conversations/conversation-rig';
import { movesOf } from '../../support/conversations/random-turns';
import { readScenario } from '../../support/conversations/read-scenario';
import { retell } from '../../support/conversations/replay-transcript';
import { PERSON_NAME, until, type RigPerson } from '../../support/conversations/rig-person';

const RUNS = 8;

describe('a conversation in its workflow and Postgres', () => {
  let rig: ConversationRig;
  beforeAll(async () => {
    rig = await createConversationRig();
  });
  afterAll(() => rig.close());

  it.each(['onboarding', 'restaurant-booking', 'session-day', 'support-triage'])(
    'is at every moment what the pure engine makes of its transcript: %s',
    async (name) => {
      const scenario = readScenario(`examples/scenarios/${name}.json`);
      const { botId, scenarioId } = await rig.bot(scenario);
      const bot = await rig.bots.get(rig.accountId, botId);
      const check = async (ana: RigPerson): Promise<void> => {
        const context = { bot: bot?.name ?? '', platform: 'simulator' };
        const facts = { contact: { name: PERSON_NAME, phone: ana.phone }, context };
        const { turn } = await ana.dialog();
        await ana.untilAnswered([]);
        const [entries, heard] = [await ana.transcript(), ana.heard()];
        const dialog = await ana.dialog();
        // A timer of the scenario fired in between: what was seen is of no one moment.
        if (dialog.turn !== turn) return settled(ana).then(() => check(ana));
        const { state, messages } = retell(scenario, facts, entries);
        expect(dialog.state ?? newConversation(scenario)).toEqual(state);
        expect(dialog.currentStep).toBe(state.at);
        expect(dialog.collectedData).toEqual(state.variables);
        const said = messages.flatMap((message) => renderMessage(message, SIMULATOR_CAPABILITIES).contents);
        expect(heard).toEqual(
          said.map((content) => (content.kind === 'text' ? storableText(content.text) : content.kind)),
        );
      };
      await fc.assert(
        fc.asyncProperty(movesOf(scenario), async (moves) => {
          rig.answers.length = 0;
          const ana = await rig.person(botId);
          for (const move of moves) {
            await make(ana, move, scenarioId);
            await settled(ana);
            await check(ana);
          }
        }),
        { numRuns: RUNS, endOnFailure: true },
      );
    },
    120_000,
  );

  /** What the moves of the pure engine are to a live conversation; there is no agent that could answer. */
  async function make(ana: RigPerson, move: Move, scenarioId: string): Promise<void> {
    if ('starts' in move) return start(ana, scenarioId);
    if ('picks' in move) return ana.picks(storableText(move.picks));
    if ('sends' in move) {
      const { kind, media } = move.sends;
      return ana.tells({ file: { kind, answers: [{ mediaId: storableText(media) }] } });
    }
    if ('says' in move) return ana.says(storableText(move.says));
    if ('waits' in move) return wait(ana, move.waits);
    if ('answers' in move) rig.answers.push({ kind: 'answered', ...move.answers });
    if ('callFails' in move) rig.answers.push({ kind: 'failed', reason: move.callFails });
    if ('returns' in move) await ana.ask({ kind: 'return' });
    if ('migrates' in move) await ana.ask({ kind: 'migrate', version: 1 });
  }

  async function start(ana: RigPerson, scenarioId: string): Promise<void> {
    const key = randomUUID();
    const origin = { key, enrollmentId: key, session: 1, day: 1 };
    await rig.starter.start(ana.address, { scenarioId, version: 1, origin });
    await until(async () => (await ana.dialog()).origin?.key === key);
  }

  async function wait(ana: RigPerson, length: string): Promise<void> {
    if (length !== 'next') {
      await rig.env.sleep(durationMs(length));
      return;
    }
    const [timer] = ((await ana.dialog()).state?.waiting?.timers ?? []).toSorted((a, b) => a.at - b.at);
    if (timer) await rig.env.sleep(Math.max(0, timer.at - (await rig.now())) + 1000);
  }

  /** Everything that is due was done, and everything that was to be said has left. */
  async function settled(ana: RigPerson): Promise<void> {
    await until(async () => {
      const { state, pending } = await ana.dialog();
      const now = await rig.now();
      return pending === null && (state?.waiting?.timers ?? []).every(({ at }) => at > now);
    });
    await ana.untilAnswered([]);
  }
});
