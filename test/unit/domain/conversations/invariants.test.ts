import { basename } from 'node:path';
import fc from 'fast-check';
import type { ConversationState } from '../../../../domain/conversations/conversation';
import { newConversation } from '../../../../domain/conversations/conversation';
import { durationMs } from '../../../../domain/conversations/duration';
import type { Move, PlayedTurn, Playback, Player } from '../../../../domain/conversations/play';
import { play } from '../../../../domain/conversations/play';
import { MAX_VALUE_LENGTH } from '../../../../domain/conversations/values';
import { movesOf } from '../../../support/conversations/random-turns';
import {
  exampleScenarioFiles,
  readScenario,
  smallScenario,
} from '../../../support/conversations/read-scenario';
import { testPorts } from '../../../support/conversations/test-ports';

const RUNS = 200;

const examples = exampleScenarioFiles().map((file) => [basename(file), readScenario(file)] as const);
const scenarios = [
  ...examples,
  ['loops and delays', loopsAndDelays()] as const,
  ['a scenario that loses its way', losesItsWay()] as const,
];

interface Moment {
  before: ConversationState;
  turn: PlayedTurn;
  after: ConversationState;
}

/** Every move in turn; states pass through JSON in between, as they do through a database. */
function history(player: Player, moves: readonly Move[], store = (state: ConversationState) => state) {
  let playback: Playback = {
    state: newConversation(player.scenario),
    now: Date.parse('2026-03-02T14:00:00Z'),
  };
  const moments: Moment[] = [];
  for (const move of moves) {
    const before = playback.state;
    const played = play(player, { ...playback, state: store(before) }, move);
    if (played.kind === 'refused') continue;
    playback = played.playback;
    for (const turn of played.turns) moments.push({ before, turn, after: playback.state });
  }
  return { moments, state: playback.state, now: playback.now };
}

const throughJson = (state: ConversationState) => JSON.parse(JSON.stringify(state)) as ConversationState;

describe.each(scenarios)('whatever happens to %s', (_name, scenario) => {
  const player: Player = {
    scenario,
    ports: testPorts,
    facts: {
      contact: { name: 'Ana', phone: '+573001112233', language: 'es' },
      context: { session: 1, day: 1 },
    },
  };
  const always = (holds: (moves: Move[]) => void): void =>
    fc.assert(fc.property(movesOf(scenario), holds), { numRuns: RUNS });

  test('no turn throws, and none enters more steps than the limit', () => {
    always((moves) => {
      for (const { turn } of history(player, moves).moments) {
        const entered = turn.log.filter(({ kind }) => kind === 'entered').length;
        expect(entered).toBeLessThanOrEqual(scenario.limits.stepsPerTurn);
      }
    });
  });

  test('no text is longer than the limit', () => {
    always((moves) => {
      for (const { turn } of history(player, moves).moments) {
        for (const text of textsOf(turn))
          expect(text.length).toBeLessThanOrEqual(scenario.limits.messageLength);
      }
    });
  });

  test('steps and delays without an answer stay within their limits', () => {
    always((moves) => {
      for (const { after } of history(player, moves).moments) {
        expect(after.unanswered).toBeLessThanOrEqual(scenario.limits.stepsUnanswered);
        expect(after.delayed).toBeLessThanOrEqual(durationMs(scenario.limits.totalDelay));
      }
    });
  });

  test('a state that went through JSON behaves as the one that did not', () => {
    always((moves) => {
      expect(history(player, moves, throughJson)).toEqual(history(player, moves));
      const { state } = history(player, moves);
      expect(throughJson(state)).toEqual(state);
    });
  });

  test('the same events give the same state and the same effects', () => {
    always((moves) => {
      expect(history(player, moves)).toEqual(history(player, moves));
    });
  });

  test('a timer that was set is in the state until it fires or is cancelled', () => {
    always((moves) => {
      const { moments, state, now } = history(player, moves);
      const running = new Map<string, number>();
      for (const effect of moments.flatMap(({ turn }) => turn.effects)) {
        if (effect.kind === 'schedule') running.set(effect.timer, effect.at);
        if (effect.kind === 'cancel') running.delete(effect.timer);
      }
      const kept = (state.waiting?.timers ?? []).map(({ id }) => id);
      for (const id of kept) expect(running).toContainEqual([id, expect.any(Number)]);
      const lost = [...running].filter(([id]) => !kept.includes(id));
      // What is no longer in the state can only have fired.
      for (const [, at] of lost) expect(at).toBeLessThanOrEqual(now);
    });
  });

  test('a state holds no variable the scenario does not have, and none larger than allowed', () => {
    always((moves) => {
      const { variables } = history(player, moves).state;
      for (const [name, value] of Object.entries(variables)) {
        expect(Object.keys(scenario.variables)).toContain(name);
        const size = typeof value === 'string' ? value.length : JSON.stringify(value).length;
        expect(size).toBeLessThanOrEqual(MAX_VALUE_LENGTH);
      }
    });
  });
});

function textsOf({ effects }: PlayedTurn): string[] {
  return effects.flatMap((effect) =>
    effect.kind === 'send'
      ? effect.message.items.flatMap((item) => (item.kind === 'text' ? [item.text] : (item.caption ?? [])))
      : [],
  );
}

function loopsAndDelays() {
  return smallScenario(
    {
      a: { kind: 'message', text: 'a {{n}}', auto: { after: '1h', next: 'b' }, next: 'c' },
      b: { kind: 'set', assign: { n: { add: [{ path: 'n' }, 1] }, grown: '{{grown}}{{grown}}x' }, next: 'c' },
      c: { kind: 'wait', for: '3d', next: 'a', onMessage: 'd' },
      d: {
        kind: 'branch',
        conditions: [{ if: { gt: ['n', 2] }, next: 'e' }],
        else: 'a',
      },
      e: { kind: 'goto', next: 'd' },
    },
    {
      variables: { n: 0, grown: '' },
      limits: { stepsPerTurn: 30, stepsUnanswered: 60, messageLength: 100, totalDelay: '40d' },
    },
  );
}

function losesItsWay() {
  return smallScenario(
    {
      a: {
        kind: 'ask',
        text: '¿?',
        answer: { kind: 'yes-no' },
        save: 'name',
        invalid: { tries: 1, next: 'gone' },
        next: 'b',
        timeout: { after: '1h', next: 'gone' },
        auto: { after: '2h', keep: true },
      },
      b: {
        kind: 'call',
        method: 'GET',
        url: 'https://x.example/{{name}}',
        next: 'gone',
        save: { name: 'body' },
      },
    },
    { variables: { name: null }, fallback: 'also-gone' },
  );
}
