import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ConversationState, Facts } from '../../../domain/conversations/conversation';
import { newConversation } from '../../../domain/conversations/conversation';
import type { Move, Playback } from '../../../domain/conversations/play';
import { play } from '../../../domain/conversations/play';
import type { Recording } from '../../../domain/conversations/recording';
import { recordedState, replay } from '../../../domain/conversations/recording';
import type { Scenario } from '../../../domain/conversations/scenario';
import { WINDOW_MS } from '../../../domain/messaging/gate';
import { readScenario } from '../conversations/read-scenario';
import { testPorts } from '../conversations/test-ports';
import { linesSaid, optionsOf } from './shown';

export interface Golden extends Recording {
  /** The name of its file. */
  name: string;
  scenario: Scenario;
}

const FOLDER = join(__dirname, '../../fixtures/conversations');
/** Its person begins again within the day that is played; a live one who does is in no day any more. */
const BEGINS_AGAIN = 'session-day.begins-again';
/** The calendar makes its file, or an address, as the platform shows it: integration/calendar/conversations.test.ts. */
const BRINGS_A_FILE = 'clinic-appointments.books';
const EXAMPLES = 'examples/scenarios/';

/** The golden conversations of the example scenarios that a live conversation can have. */
export function goldenConversations(): Golden[] {
  return readdirSync(FOLDER).flatMap((file) => {
    const name = file.replace('.json', '');
    const written = JSON.parse(readFileSync(join(FOLDER, file), 'utf8')) as Recording & { scenario: unknown };
    if (typeof written.scenario !== 'string' || !written.scenario.startsWith(EXAMPLES)) return [];
    const golden = { ...written, name, scenario: readScenario(written.scenario) };
    return isLive(golden) && ![BEGINS_AGAIN, BRINGS_A_FILE].includes(name) ? [golden] : [];
  });
}

/**
 * What no platform does yet: tell the language of a person, hide a name on every one of them, give a scenario its
 * first values; and no language model answers.
 */
function isLive(golden: Recording & { scenario: Scenario }): boolean {
  const { contact, turns } = golden;
  if (contact['language'] !== 'es' || contact['name'] === null) return false;
  if (turns.some(({ move }) => 'starts' in move && Object.keys(move.starts).length > 0)) return false;
  if (turns.some(({ move }) => 'agentFinds' in move || 'agentFails' in move)) return false;
  const said = replay({ scenario: golden.scenario, ports: testPorts }, golden).turns.flat();
  return !said.some((line) => line.startsWith('(agent:'));
}

export interface Told {
  lines: string[];
  state: Recording['state'];
  /** The words on each option that was shown, by its id. */
  labels: ReadonlyMap<string, string>;
}

/**
 * What a person must hear of the pure engine. With a service window, nothing that is said a day after they wrote
 * last; and what they write while a backend is called is answered after it.
 */
export function tell(golden: Golden, { hasWindow }: { hasWindow: boolean }): Told {
  const { scenario, contact, context } = golden;
  const player = { scenario, ports: testPorts, facts: { contact, context } satisfies Facts };
  let playback: Playback = { state: newConversation(scenario), now: Date.parse(golden.startsAt) };
  let wroteAt = playback.now;
  const lines: string[] = [];
  const labels = new Map<string, string>();
  for (const move of asLive(golden)) {
    if (isWritten(move)) wroteAt = playback.now;
    const played = play(player, playback, move);
    if (played.kind === 'refused') throw new Error(played.reason);
    playback = played.playback;
    for (const { at, effects } of played.turns) {
      const messages = effects.flatMap((effect) => (effect.kind === 'send' ? [effect.message] : []));
      for (const option of messages.flatMap(optionsOf)) labels.set(option.id, option.label);
      if (hasWindow && at - wroteAt >= WINDOW_MS) continue;
      lines.push(...messages.flatMap(linesSaid));
    }
  }
  return { lines, state: withoutFileIds(recordedState(playback.state)), labels };
}

/** The moves in the order in which a live conversation takes them. */
function asLive({ scenario, contact, context, startsAt, turns }: Golden): Move[] {
  const player = { scenario, ports: testPorts, facts: { contact, context } };
  let playback: Playback = { state: newConversation(scenario), now: Date.parse(startsAt) };
  const moves: Move[] = [];
  const held: Move[] = [];
  for (const { move } of turns) {
    if (isWritten(move) && playback.state.waiting?.for === 'call') {
      held.push(move);
      continue;
    }
    const played = play(player, playback, move);
    if (played.kind === 'played') playback = played.playback;
    moves.push(move, ...(isCallAnswer(move) ? held.splice(0) : []));
  }
  return moves;
}

export function isWritten(
  move: Move,
): move is Extract<Move, { says: string } | { picks: string } | { sends: object }> {
  return 'says' in move || 'picks' in move || 'sends' in move;
}

export function isCallAnswer(move: Move): move is Extract<Move, { answers: object } | { callFails: string }> {
  return 'answers' in move || 'callFails' in move;
}

/** A state without the ids of files, which are other ones on each platform. */
export function withoutFileIds<S extends Pick<ConversationState, 'variables'>>(state: S): S {
  const variables = Object.entries(state.variables).map(([name, value]) => {
    const isFile = typeof value === 'object' && value !== null && 'media' in value;
    return [name, isFile ? { ...value, media: 'a file' } : value];
  });
  return { ...state, variables: Object.fromEntries(variables) as S['variables'] };
}
