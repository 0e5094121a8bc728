import {
  broadcastText,
  failuresTable,
  surveyText,
  type Survey,
} from '../../../cli/broadcasts/broadcast-screens';
import type { Broadcast } from '../../../cli/broadcasts/find-broadcast';
import { variablesText } from '../../../cli/broadcasts/read-variables';
import { paceText } from '../../../cli/broadcasts/watch-broadcast';
import { momentOf } from '../../../cli/terminal/moment-argument';
import { PLAIN } from '../../../cli/terminal/styles';

const broadcast: Broadcast = {
  id: '019412f0-3c1a-7d02-b0c1-5a1f6f2f9a11',
  title: 'Promo',
  state: 'paused',
  reason: 'the template was rejected',
  channel: 'twilio',
  botId: null,
  content: { kind: 'text', text: 'Hola' },
  language: 'es',
  category: 'marketing',
  contactHours: 'any',
  frequencyCap: null,
  ratePerSecond: 20,
  rejectedRows: 3,
  progress: {
    ...{ total: 10, pending: 4, sent: 3, failed: 1, suppressed: 1, unconfirmed: 1, cancelled: 0 },
    ...{ delivered: 2, percent: 60 },
  },
  scheduledAt: null,
  waitingUntil: null,
  createdAt: '2026-11-20T09:00:00.000Z',
  startedAt: null,
  finishedAt: null,
};

const survey: Survey = {
  rows: 20,
  accepted: 0,
  rejected: 20,
  reasons: [{ reason: 'bad-address', count: 20 }],
  problems: Array.from({ length: 20 }, (_, index) => ({
    line: index + 2,
    phone: '12',
    reason: 'bad-address',
    detail: 'no such number',
  })),
  samples: [],
  columns: { address: 'numero', name: null, variables: {} },
  forecast: { messages: 6400, perSecond: 64, seconds: 100, cost: null },
};

describe('the pace of a broadcast', () => {
  it('is what the last looks show, and says when it will be done', () => {
    const looks = [
      { at: 0, done: 0 },
      { at: 2000, done: 2000 },
    ];
    expect(paceText('running', looks, 60_000)).toBe('Running, 1,000/s, done in 1 min');
    expect(
      paceText(
        'running',
        [
          { at: 0, done: 0 },
          { at: 2000, done: 5 },
        ],
        5,
      ),
    ).toBe('Running, 2.5/s, done in 2 s');
  });

  it.each([
    ['of one look is unknown', 'running', [{ at: 0, done: 5 }], 'Running'],
    [
      'of a pause is none',
      'paused',
      [
        { at: 0, done: 0 },
        { at: 1000, done: 9 },
      ],
      'Paused',
    ],
  ])('%s', (_what, state, looks, text) => {
    expect(paceText(state, looks, 10)).toBe(text);
  });
});

describe('the screens of broadcasts', () => {
  it('say why one stands still and what became of everybody', () => {
    const text = broadcastText(broadcast, PLAIN);
    expect(text).toContain('paused: the template was rejected');
    expect(text).toMatch(/suppressed +1\nunconfirmed +1\npending +4/);
    expect(text).toContain('twilio, 20 a second');
  });

  it('explain bad rows, as many as fit, and how long a list takes', () => {
    const text = surveyText(survey, PLAIN);
    expect(text).toContain('1 min 40 s at 64 a second');
    expect(text).toContain('no such number');
    expect(text).toContain('… and 5 more');
  });
});

describe('the variables of a template on the command line', () => {
  it('are pairs of variable and column', () => {
    expect(variablesText(['1=nombre', '2=a=b'])).toBe('{"1":"nombre","2":"a=b"}');
    expect(variablesText(undefined)).toBeUndefined();
  });

  it.each(['nombre', '=nombre', '1='])('are refused as %s, and say how they are written', (pair) => {
    expect(() => variablesText([pair])).toThrow('--var 1=nombre');
  });
});

describe('a broadcast that waits', () => {
  it('says until when', () => {
    const waiting: Broadcast = { ...broadcast, state: 'waiting', waitingUntil: '2026-11-23T12:00:00.000Z' };
    expect(broadcastText(waiting, PLAIN)).toMatch(/waits until +2026-11-2\d/);
    const scheduled: Broadcast = {
      ...broadcast,
      state: 'scheduled',
      scheduledAt: '2026-11-23T12:00:00.000Z',
    };
    expect(broadcastText(scheduled, PLAIN)).toMatch(/starts +2026-11-2\d/);
    expect(broadcastText(broadcast, PLAIN)).not.toMatch(/waits until|starts/);
  });
});

describe('why sends were refused', () => {
  it('is a line for each reason, in the order of the API', () => {
    const failures = [
      { code: '63024', detail: 'not on WhatsApp', count: 12 },
      { code: '', detail: null, count: 1 },
    ];
    const [, first, second] = failuresTable(failures, PLAIN).split('\n');
    expect(first).toMatch(/^ *12 +63024 +not on WhatsApp/);
    expect(second).toMatch(/^ *1 *$/);
  });
});

describe('a moment on the command line', () => {
  it("is a time with its zone, or one of this machine's clock", () => {
    expect(momentOf('2026-12-01T09:00-05:00')).toBe('2026-12-01T14:00:00.000Z');
    expect(momentOf('2026-12-01 09:00')).toBe(new Date(2026, 11, 1, 9).toISOString());
  });

  it.each(['mañana', '2026-12-01', '09:00', '2026-13-01 09:00'])('is not "%s"', (written) => {
    expect(() => momentOf(written)).toThrow(/is no time: write/);
  });
});
