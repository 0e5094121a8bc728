import type { ConversationEvent } from '../../../../domain/conversations/conversation';
import { newConversation } from '../../../../domain/conversations/conversation';
import type { Scenario } from '../../../../domain/conversations/scenario';
import { takeTurn } from '../../../../domain/conversations/take-turn';
import { storable, type Value } from '../../../../domain/conversations/values';
import { smallScenario } from '../../../support/conversations/read-scenario';
import { testPorts } from '../../../support/conversations/test-ports';

/** As JSON from outside has it: with keys that objects inherit. */
const HOSTILE = JSON.parse(
  '{"__proto__":{"polluted":true,"name":"x"},"constructor":{"prototype":{"polluted":true}},"toString":"x","name":"{{secret}}"}',
) as Record<string, Value>;

function after(scenario: Scenario, ...events: ConversationEvent[]) {
  let state = newConversation(scenario);
  const effects = events.flatMap((event) => {
    const turn = { event, now: 0, today: '2026-03-02', contact: {}, context: {} };
    const result = takeTurn({ scenario, ports: testPorts }, state, turn);
    ({ state } = result);
    return result.effects;
  });
  const said = effects.flatMap((effect) =>
    effect.kind === 'send' ? effect.message.items.map((item) => (item.kind === 'text' ? item.text : '')) : [],
  );
  return { state, said };
}

const calling = (save: Record<string, string>) =>
  smallScenario(
    {
      a: { kind: 'call', method: 'GET', url: 'https://x.example/', save, next: 'b' },
      b: { kind: 'end', text: '{{v}}|{{v.name}}|{{v.polluted}}|{{w}}|{{v.constructor.prototype.polluted}}' },
    },
    { variables: { v: null, w: null, secret: 's3cret' } },
  );

const started: ConversationEvent = { kind: 'started' };
const answered: ConversationEvent = { kind: 'call-answered', call: '1', status: 200, body: HOSTILE };

afterEach(() => {
  expect({}).not.toHaveProperty('polluted');
  expect(Object.prototype.toString).toBeInstanceOf(Function);
});

test('an answer with keys that objects inherit is data: it changes no object and gives no path to one', () => {
  const { state, said } = after(calling({ v: 'body', w: 'body.valueOf' }), started, answered);
  expect(Object.getPrototypeOf(state.variables['v'])).toBe(Object.prototype);
  expect(state.variables['w']).toBeNull();
  // Own keys are read as any other; what an answer writes is not looked through for placeholders.
  expect(said).toEqual(['{{v}}|{{secret}}|{{v.polluted}}||sí']);
});

test.each(['__proto__', 'constructor', 'toString', 'valueOf'])(
  'values given for %s at the start are ignored',
  (name) => {
    const given = Object.fromEntries([[name, { polluted: true }]]);
    const { state } = after(calling({ v: 'body' }), { kind: 'started', variables: given });
    expect(Object.keys(state.variables)).toEqual(['v', 'w', 'secret']);
    expect(Object.getPrototypeOf(state.variables)).toBe(Object.prototype);
  },
);

test('a variable called __proto__, published behind the schema, is a variable and no prototype', () => {
  const scenario = calling({ v: 'body' });
  const step = {
    kind: 'set' as const,
    assign: Object.fromEntries([['__proto__', { path: 'v' }]]),
    next: 'b',
  };
  const own = {
    ...scenario,
    start: 's',
    steps: { ...scenario.steps, s: step },
    variables: { v: HOSTILE, w: null },
  };
  const { state } = after(own, started);
  expect(Object.getPrototypeOf(state.variables)).toBe(Object.prototype);
  expect(state.variables).not.toHaveProperty('polluted');
});

test.each([
  '{{secret}}',
  '{{ secret | upper }}',
  '{{{{secret}}}}',
  '}}{{secret',
  '$&$1',
  '\\u007b{secret}}',
  '{{__proto__}}',
])('what a person writes is said again to the letter: %s', (text) => {
  const echo = smallScenario(
    {
      a: { kind: 'ask', text: '?', answer: { kind: 'text' }, save: 'said', next: 'b' },
      b: { kind: 'set', assign: { twice: '{{said}}{{said}}' }, next: 'c' },
      c: { kind: 'end', text: '<{{said}}> <{{twice}}>' },
    },
    { variables: { said: null, twice: null, secret: 's3cret' } },
  );
  const { said } = after(echo, started, { kind: 'message', text });
  expect(said.at(-1)).toBe(`<${text}> <${text}${text}>`);
});

test('a value is kept as it comes back from where it is kept, at every depth', () => {
  expect(storable([-0, { a: -0, b: Infinity }])).toEqual([0, { a: 0, b: null }]);
  expect([storable(-0), storable(NaN)]).toEqual([0, null]);
});
