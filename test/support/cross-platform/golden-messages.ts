import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { SentMessage } from '../../../domain/conversations/conversation';
import { newConversation } from '../../../domain/conversations/conversation';
import type { Playback } from '../../../domain/conversations/play';
import { play } from '../../../domain/conversations/play';
import type { Recording } from '../../../domain/conversations/recording';
import { readScenario } from '../conversations/read-scenario';
import { testPorts } from '../conversations/test-ports';

const FOLDER = join(__dirname, '../../fixtures/conversations');

/** Everything the example scenarios' bots say in the golden conversations, each message once. */
export function goldenMessages(): SentMessage[] {
  const said = readdirSync(FOLDER).flatMap((file) => {
    const golden = JSON.parse(readFileSync(join(FOLDER, file), 'utf8')) as Recording & { scenario: unknown };
    return typeof golden.scenario === 'string' ? saidIn(golden, golden.scenario) : [];
  });
  return [...new Map(said.map((message) => [JSON.stringify(message), message])).values()];
}

function saidIn({ contact, context, startsAt, turns }: Recording, path: string): SentMessage[] {
  const scenario = readScenario(path);
  const player = { scenario, ports: testPorts, facts: { contact, context } };
  let playback: Playback = { state: newConversation(scenario), now: Date.parse(startsAt) };
  return turns.flatMap(({ move }) => {
    const played = play(player, playback, move);
    // A recording may also hold what cannot happen; nothing is said then.
    if (played.kind === 'refused') return [];
    playback = played.playback;
    const effects = played.turns.flatMap((turn) => turn.effects);
    return effects.flatMap((effect) => (effect.kind === 'send' ? [effect.message] : []));
  });
}
