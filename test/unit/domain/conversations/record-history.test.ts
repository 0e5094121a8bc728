import fc from 'fast-check';
import type { Machine } from '../../../../domain/conversations/conversation';
import { recordHistory, type Happened } from '../../../../domain/conversations/record-history';
import { replay } from '../../../../domain/conversations/recording';
import {
  readScenario,
  smallScenario,
  type WrittenScenario,
} from '../../../support/conversations/read-scenario';
import { testPorts } from '../../../support/conversations/test-ports';

const BEGAN = Date.parse('2026-11-21T18:00:00.700Z');
const SECOND = 1000;
const DAY = 86_400 * SECOND;

const says = (text: string, after = 0): Happened => ({
  ...{ at: BEGAN + after, kind: 'message', text, choice: null, media: null },
});
const fired = (after: number): Happened => ({ at: BEGAN + after, kind: 'timer' });

const machineOf = (steps: WrittenScenario['steps']): Machine => ({
  scenario: smallScenario(steps, { variables: { name: null, photo: null, price: null } }),
  ports: testPorts,
});
const record = (machine: Machine, ...happened: Happened[]) =>
  recordHistory(machine, { description: 'as it was', happened, contact: { name: 'Ana' }, context: {} });
const movesOf = (machine: Machine, ...happened: Happened[]) =>
  record(machine, ...happened).turns.map(({ move }) => move);

const asking = machineOf({
  a: {
    kind: 'ask',
    text: '¿nombre?',
    answer: { kind: 'text' },
    save: 'name',
    timeout: { after: '30s', next: 'late' },
    next: 'bye',
  },
  late: { kind: 'end', text: 'tarde' },
  bye: { kind: 'end', text: 'hola {{name}}' },
});

describe('a conversation that took place, as a recording', () => {
  it('begins at the whole second and lets whole seconds pass between its events', () => {
    const { startsAt, turns } = record(asking, says('hola'), says('Ana', 12_900));
    expect(startsAt).toBe('2026-11-21T18:00:00.000Z');
    expect(turns.map(({ move }) => move)).toEqual([{ says: 'hola' }, { waits: '13s' }, { says: 'Ana' }]);
    expect(turns.at(-1)?.expect).toEqual(['(timer cancelled)', 'hola Ana', '(end: done)']);
  });

  it('has each timer when it fired, and none that was cancelled on its way', () => {
    expect(movesOf(asking, says('hola'), fired(30_050))).toEqual([{ says: 'hola' }, { waits: 'next' }]);
    expect(movesOf(asking, says('hola'), says('Ana', 29_990), fired(30_010))).toEqual([
      { says: 'hola' },
      { waits: '29s' },
      { says: 'Ana' },
    ]);
  });

  it('never lets a timer fire before an answer that came first', () => {
    const { state } = record(asking, says('hola'), says('Ana', 30_400));
    expect(state.variables['name']).toBe('Ana');
  });

  it('lets any time pass, in durations that can be written', () => {
    const patient = machineOf({
      a: { kind: 'ask', text: '¿?', answer: { kind: 'text' }, save: 'name', next: 'bye' },
      bye: { kind: 'end', text: 'hola' },
    });
    expect(movesOf(patient, says('hola'), says('Ana', 400 * DAY + 5 * SECOND))).toEqual([
      { says: 'hola' },
      { waits: '400d' },
      { waits: '5s' },
      { says: 'Ana' },
    ]);
  });

  it('keeps a caption with its file, and a button’s words with the button', () => {
    const machine = machineOf({
      a: { kind: 'message', text: '¿sí?', buttons: [{ id: 'yes', label: 'Sí', next: 'photo' }] },
      photo: {
        kind: 'ask',
        text: '¿foto?',
        answer: { kind: 'media', kinds: ['image'] },
        save: 'photo',
        next: 'name',
      },
      name: { kind: 'ask', text: '¿nombre?', answer: { kind: 'text' }, save: 'name', next: 'bye' },
      bye: { kind: 'end', text: 'gracias {{name}}' },
    });
    const media = { kind: 'image' as const, media: 'm1' };
    const happened: Happened[] = [
      says('hola'),
      { ...says('Sí'), choice: 'yes' } as Happened,
      { ...says('mírala'), media } as Happened,
      { ...says('Ana'), media } as Happened,
    ];
    const { turns, state } = record(machine, ...happened);
    expect(turns.map(({ move }) => move)).toEqual([
      { says: 'hola' },
      { picks: 'yes', says: 'Sí' },
      { sends: media, says: 'mírala' },
      { sends: media, says: 'Ana' },
    ]);
    expect(state.variables).toMatchObject({ photo: media, name: 'Ana' });
  });

  it('answers a step that wants an agent as it was answered, and calls and persons too', () => {
    const machine = machineOf({
      a: {
        kind: 'call',
        method: 'GET',
        url: 'https://x.example/',
        save: { price: 'body.price' },
        next: 'help',
      },
      help: { kind: 'handoff', next: 'think' },
      think: { kind: 'agent', goal: 'ayudar', save: 'name', onError: 'bye', next: 'again' },
      again: { kind: 'agent', goal: 'vender', onError: 'bye', next: 'a' },
      bye: { kind: 'end', text: 'cuesta {{price}}, {{name}}' },
    });
    const { turns, state } = record(
      machine,
      { kind: 'started', at: BEGAN },
      { kind: 'call-answered', at: BEGAN, status: 200, body: { price: 7 } },
      { kind: 'returned', at: BEGAN },
      says('¿y?'),
      { kind: 'agent-done', at: BEGAN, result: 'Ana' },
      { kind: 'agent-failed', at: BEGAN, reason: 'no-answer' },
    );
    expect(turns.map(({ move }) => move)).toEqual([
      { starts: {} },
      { answers: { status: 200, body: { price: 7 } } },
      { returns: true },
      { says: '¿y?' },
      { agentFinds: 'Ana' },
      { agentFails: 'no-answer' },
    ]);
    expect(turns.at(-1)?.expect).toContain('cuesta 7, Ana');
    expect(state.status).toBe('ended');
  });

  it('leaves out what there is nothing to play on: a return to nobody, an answer to no call or of no agent', () => {
    const stray: Happened[] = [
      { kind: 'returned', at: BEGAN + 5000 },
      { kind: 'call-failed', at: BEGAN + 6000, reason: 'timeout' },
      { kind: 'agent-done', at: BEGAN + 6000, result: null },
      { kind: 'agent-failed', at: BEGAN + 6000, reason: 'no-answer' },
      fired(7000),
    ];
    expect(movesOf(asking, says('hola'), ...stray)).toEqual([{ says: 'hola' }]);
  });

  it('of nothing is a conversation that has not begun', () => {
    expect(record(asking)).toMatchObject({ turns: [], state: { status: 'new' } });
  });
});

describe('whatever happened', () => {
  const media = { kind: 'image' as const, media: 'm1' };
  const text = fc.constantFrom('hola', '2', 'sí', 'Ana', '', 'ana@correo.co', '{{name}}');
  const what = fc.oneof(
    fc.record({
      kind: fc.constant('message'),
      text,
      choice: fc.constantFrom(null, 'yes'),
      media: fc.constantFrom(null, media),
    }),
    fc.record({ kind: fc.constantFrom('started', 'timer', 'returned', 'migrated') }),
    fc.record({
      kind: fc.constant('call-answered'),
      status: fc.constantFrom(200, 500),
      body: fc.jsonValue({ maxDepth: 2 }),
    }),
    fc.record({ kind: fc.constantFrom('call-failed', 'agent-failed'), reason: fc.constant('timeout') }),
    fc.record({ kind: fc.constant('agent-done'), result: fc.jsonValue({ maxDepth: 2 }) }),
  );
  const history = fc.array(fc.tuple(what, fc.integer({ min: 0, max: 3 * DAY })), { maxLength: 25 });

  it.each(['restaurant-booking', 'support-triage', 'onboarding', 'session-day'])(
    'the recording of %s passes when it is played again',
    (name) => {
      const machine = { scenario: readScenario(`examples/scenarios/${name}.json`), ports: testPorts };
      fc.assert(
        fc.property(history, (steps) => {
          let at = BEGAN;
          const happened = steps.map(([event, pause]) => ({ ...event, at: (at += pause) }) as Happened);
          const recording = record(machine, ...happened);
          const again = replay(machine, JSON.parse(JSON.stringify(recording)) as typeof recording);
          expect(again.turns).toEqual(recording.turns.map((turn) => turn.expect));
          expect(again.state).toMatchObject(recording.state);
        }),
        { numRuns: 100 },
      );
    },
  );
});
