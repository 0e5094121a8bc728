import fc from 'fast-check';
import { whyOf } from '../../../../domain/alerts/alert-reason';
import { decideStanding, type StandingAlert } from '../../../../domain/alerts/decide-standing';
import { troubleIn, type Measured, type SystemCondition } from '../../../../domain/alerts/system-condition';

const NOW = 1_800_000_000_000;
const DOWN: SystemCondition = { type: 'provider-down', failures: 5, minutes: 15 };
const RATE: SystemCondition = { type: 'failure-rate', above: 0.2, atLeast: 20, minutes: 60 };
const UNSIGNED: SystemCondition = { type: 'webhook-signatures', atLeast: 10, minutes: 15 };
const AGE: SystemCondition = { type: 'queue-age', minutes: 10 };

const of = (subject: string, count: number, whole = 0): Measured => ({ subject, count, of: whole });
const standing = (changes: Partial<StandingAlert> = {}): StandingAlert => ({
  ...{ id: 'one', subject: 'channel twilio', raisedAt: NOW - 3_600_000, clearedAt: null },
  ...changes,
});
const decide = (measured: Measured[], alerts: StandingAlert[], cooldownSeconds = 300) =>
  decideStanding({ rule: { condition: DOWN, cooldownSeconds }, measured, standing: alerts }, NOW);

describe('what was counted', () => {
  it.each<[string, SystemCondition, Measured, string | null]>([
    ['five in a row', DOWN, of('channel twilio', 5), 'channel twilio gave no answer 5 times in a row'],
    ['four in a row', DOWN, of('channel twilio', 4), null],
    ['a fifth', RATE, of('channel twilio', 20, 100), null],
    [
      'more than a fifth',
      RATE,
      of('channel twilio', 21, 100),
      '21 of the last 100 sends by channel twilio failed',
    ],
    ['all of too few', RATE, of('channel twilio', 19, 19), null],
    ['a broadcast', { type: 'broadcast-paused' }, of('broadcast b', 1), 'broadcast b stopped itself'],
    [
      'a calendar',
      { type: 'calendar-revoked' },
      of('calendar google', 1),
      'calendar google lets nobody in any more, so nobody can book: connect it again',
    ],
    ['ten unsigned', UNSIGNED, of('telegram', 10), '10 webhooks of telegram were not signed as they must be'],
    ['nine unsigned', UNSIGNED, of('telegram', 9), null],
    ['ten minutes', AGE, of('a message', 600), null],
    ['eleven minutes', AGE, of('a message', 660), 'a message waits for 11 minutes'],
  ])('as %s is trouble or not', (_what, condition, measured, expected) => {
    const reason = troubleIn(condition, measured);
    expect(reason && whyOf(reason, measured.subject)).toBe(expected);
  });
});

describe('a condition', () => {
  const DOWN_NOW = [of('channel twilio', 9)];

  it('that is new is raised', () => {
    const reason = { kind: 'no-answer', count: 9 };
    expect(decide(DOWN_NOW, [])).toEqual({ raise: [{ subject: 'channel twilio', reason }], clear: [] });
  });

  it('that lasts is not raised again', () => {
    expect(decide(DOWN_NOW, [standing()])).toEqual({ raise: [], clear: [] });
  });

  it.each([
    ['is counted low', [of('channel twilio', 0)]],
    ['is not counted any more', []],
  ])('that %s is over', (_how, measured) => {
    expect(decide(measured, [standing()])).toEqual({ raise: [], clear: ['one'] });
  });

  it('that comes back is raised again once the cooldown is over, and not before', () => {
    const raisedAt = NOW - 60_000;
    const alerts = [standing({ raisedAt, clearedAt: NOW - 30_000 })];
    expect(decide(DOWN_NOW, alerts, 61).raise).toEqual([]);
    expect(decide(DOWN_NOW, alerts, 59).raise).toHaveLength(1);
  });

  it('of one thing says nothing of another', () => {
    const alone = decide([of('channel twilio', 9), of('channel telegram', 9)], [standing()]);
    expect(alone.raise.map(({ subject }) => subject)).toEqual(['channel telegram']);
  });

  it('is at most one lasting alert of a thing, whatever comes and goes', () => {
    const counts = fc.array(fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 3, maxLength: 3 }), {
      maxLength: 40,
    });
    fc.assert(
      fc.property(counts, fc.integer({ min: 0, max: 600 }), (looks, cooldownSeconds) => {
        let alerts: StandingAlert[] = [];
        looks.forEach((look, minute) => {
          const now = NOW + minute * 60_000;
          const measured = look.map((count, index) => of(`channel ${index}`, count));
          const rule = { condition: DOWN, cooldownSeconds };
          const { raise, clear } = decideStanding({ rule, measured, standing: alerts }, now);
          alerts = alerts.map((one) => (clear.includes(one.id) ? { ...one, clearedAt: now } : one));
          const raised = raise.map(({ subject }) => ({
            ...standing({ subject, raisedAt: now }),
            id: `${subject} ${now}`,
          }));
          alerts = [...alerts, ...raised];
          const lasting = alerts.filter(({ clearedAt }) => clearedAt === null).map(({ subject }) => subject);
          expect(new Set(lasting).size).toBe(lasting.length);
          for (const subject of lasting) {
            expect(look[Number(subject.slice('channel '.length))]).toBeGreaterThanOrEqual(DOWN.failures);
          }
        });
      }),
    );
  });
});
