import type { ConversationEvent, ConversationState } from '../../../../domain/conversations/conversation';
import { newConversation } from '../../../../domain/conversations/conversation';
import type { Scenario } from '../../../../domain/conversations/scenario';
import { takeTurn } from '../../../../domain/conversations/take-turn';
import { smallScenario } from '../../../support/conversations/read-scenario';
import { testPorts } from '../../../support/conversations/test-ports';

const NOON = Date.parse('2026-03-02T12:00:00Z');

const asking = smallScenario(
  {
    a: {
      kind: 'ask',
      text: '¿Nombre?',
      answer: { kind: 'text' },
      save: 'name',
      timeout: { after: '1h', next: 'z' },
      next: 'b',
    },
    b: { kind: 'message', text: 'Hola {{name}}' },
    z: { kind: 'end' },
  },
  { variables: { name: null } },
);

function turn(scenario: Scenario, state: ConversationState, event: ConversationEvent) {
  return takeTurn({ scenario, ports: testPorts }, state, {
    event,
    now: NOON,
    today: '2026-03-02',
    contact: {},
    context: {},
  });
}

function after(scenario: Scenario, ...events: ConversationEvent[]): ConversationState {
  return events.reduce((state, event) => turn(scenario, state, event).state, newConversation(scenario));
}

const started: ConversationEvent = { kind: 'started' };

test('a timer that was cancelled while it was on its way changes nothing', () => {
  const before = after(asking, started, { kind: 'message', text: 'Ana' });
  const { state, effects, log } = turn(asking, before, { kind: 'timer-fired', timer: '1' });
  expect(state).toEqual(before);
  expect(effects).toEqual([]);
  expect(log).toEqual([{ kind: 'ignored', step: 'b', detail: 'a timer that was cancelled' }]);
});

test('the timer that fires is not cancelled as well', () => {
  const { effects } = turn(asking, after(asking, started), { kind: 'timer-fired', timer: '1' });
  expect(effects).toEqual([{ kind: 'end', outcome: 'done' }]);
});

test('a timer is set for an instant, not for a length', () => {
  expect(turn(asking, newConversation(asking), started).effects).toContainEqual({
    kind: 'schedule',
    timer: '1',
    at: NOON + 3_600_000,
  });
});

test('a time scale shortens every timer, and the limit counts the whole length', () => {
  const daily = (timeScale: number, totalDelay: string) =>
    smallScenario(
      { a: { kind: 'wait', for: '1d', next: 'b' }, b: { kind: 'message', text: '…' } },
      { timeScale, limits: { totalDelay } },
    );
  const scheduled = (scenario: Scenario) => turn(scenario, newConversation(scenario), started);
  expect(scheduled(daily(86_400, '1d')).effects).toEqual([{ kind: 'schedule', timer: '1', at: NOON + 1000 }]);
  expect(scheduled(daily(1_000_000, '1d')).effects).toMatchObject([{ at: NOON + 87 }]);
  expect(scheduled(daily(1, '1d')).effects).toMatchObject([{ at: NOON + 86_400_000 }]);
  expect(scheduled(daily(86_400, '1d')).state.delayed).toBe(86_400_000);
  expect(scheduled(daily(86_400, '23h')).state.status).toBe('ended');
});

test.each([0.5, 0, -1, 1_000_001, Infinity])('a time scale of %s is refused', (timeScale) => {
  expect(() => smallScenario({ a: { kind: 'end' } }, { timeScale })).toThrow('timeScale');
});

test('starting again cancels what was under way, forgets what was said and uses no timer id twice', () => {
  const { state, effects } = turn(asking, after(asking, started), started);
  expect(effects).toMatchObject([
    { kind: 'cancel', timer: '1' },
    { kind: 'send' },
    { kind: 'schedule', timer: '2' },
  ]);
  expect(state.variables).toEqual({ name: null });
});

test('a first message begins the conversation and answers nothing', () => {
  const { state } = turn(asking, newConversation(asking), { kind: 'message', text: 'Buenas' });
  expect(state).toMatchObject({ status: 'running', at: 'a', variables: { name: null } });
});

test.each([
  [{ kind: 'call-answered', call: '1', status: 200, body: null }],
  [{ kind: 'call-failed', call: '1', reason: 'timeout' }],
  [{ kind: 'agent-done', agent: '1', result: null }],
  [{ kind: 'agent-failed', agent: '1', reason: 'gave up' }],
  [{ kind: 'handoff-returned', handoff: '1' }],
] satisfies [ConversationEvent][])(
  '%j to a conversation that waits for something else changes nothing',
  (event) => {
    for (const before of [newConversation(asking), after(asking, started)]) {
      const { state, effects } = turn(asking, before, event);
      expect(state).toEqual(before);
      expect(effects).toEqual([]);
    }
  },
);

test('the answer to an earlier call is not taken for the answer to this one', () => {
  const calling = smallScenario({
    a: { kind: 'call', method: 'GET', url: 'https://x.example/', next: 'z', onError: 'a' },
    z: { kind: 'end' },
  });
  const second = after(calling, started, { kind: 'call-failed', call: '1', reason: 'reset' });
  const late: ConversationEvent = { kind: 'call-answered', call: '1', status: 200, body: null };
  expect(turn(calling, second, late).state).toEqual(second);
  expect(turn(calling, second, { ...late, call: '2' }).state.status).toBe('ended');
});

describe('a conversation that moves to another version', () => {
  const without = smallScenario(
    { b: { kind: 'message', text: 'Hola {{name}}' } },
    { start: 'b', variables: { name: null, added: 'new' } },
  );

  test('stays where it is when its step is still there, and has the new variables', () => {
    const before = after(asking, started, { kind: 'message', text: 'Ana' });
    const { state, effects } = turn(without, before, { kind: 'migrated' });
    expect(state).toEqual({ ...before, variables: { name: 'Ana', added: 'new' } });
    expect(effects).toEqual([]);
  });

  test('goes to the fallback when its step is gone, says so, and stops its timers', () => {
    const { state, effects, log } = turn(without, after(asking, started), { kind: 'migrated' });
    expect(effects).toMatchObject([{ kind: 'cancel', timer: '1' }, { kind: 'send' }, { kind: 'send' }]);
    expect(log).toContainEqual({ kind: 'fallback', step: 'a', detail: 'step a is gone in this version' });
    expect(state.at).toBe(without.start);
  });

  test('that is over stays over', () => {
    const before = after(asking, started, { kind: 'timer-fired', timer: '1' });
    expect(turn(without, before, { kind: 'migrated' }).state).toEqual(before);
  });

  test('takes a message even where its step has become another kind of step', () => {
    const changed = smallScenario({ a: { kind: 'message', text: '…' } });
    const { log } = turn(changed, after(asking, started), { kind: 'message', text: 'Ana' });
    expect(log).toContainEqual({ kind: 'fallback', step: 'a', detail: 'its step has changed' });
  });
});

test('no line of the log holds what the person wrote', () => {
  const events: ConversationEvent[] = [
    started,
    { kind: 'message', text: 'SECRETO' },
    { kind: 'message', text: 'SECRETO' },
  ];
  let state = newConversation(asking);
  for (const event of events) {
    const result = turn(asking, state, event);
    state = result.state;
    expect(JSON.stringify(result.log)).not.toContain('SECRETO');
  }
});

test('the limits of steps and delays count from the last message', () => {
  const reminding = smallScenario(
    { a: { kind: 'message', text: '¿Sigues ahí?', auto: { after: '1d' }, next: 'a' } },
    { limits: { stepsUnanswered: 3, totalDelay: '3d' } },
  );
  const answered = Array.from({ length: 6 }, (): ConversationEvent => ({ kind: 'message', text: 'sí' }));
  expect(after(reminding, started, ...answered)).toMatchObject({ status: 'running', unanswered: 1 });
  const fired = ['1', '2', '3'].map((timer): ConversationEvent => ({ kind: 'timer-fired', timer }));
  expect(after(reminding, started, ...fired)).toMatchObject({ status: 'ended' });
});
