import fc from 'fast-check';
import { broadcastLimits, pairIntervalMs, senderLimit } from '../../../../domain/messaging/sender-limits';
import { paceAt, RECOVERY_MS, slowedDown, type SenderPace } from '../../../../domain/messaging/sender-pace';

const FULL: SenderPace = { slowedTo: 1, slowedAt: null };

describe('the pace of a sender', () => {
  it('is full until the provider asks to slow down, and again half a minute after it last did', () => {
    expect(paceAt(FULL, 0)).toBe(1);
    const slowed = slowedDown(FULL, 1_000);
    expect(paceAt(slowed, 1_000)).toBeCloseTo(0.7);
    expect(paceAt(slowed, 1_000 + RECOVERY_MS)).toBe(1);
  });

  it('stays between a tenth and all of the rate, and never falls by itself', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 60_000 }), { maxLength: 40 }), (pauses) => {
        let pace = FULL;
        let now = 0;
        for (const pause of pauses) {
          const before = paceAt(pace, now);
          now += pause;
          expect(paceAt(pace, now)).toBeGreaterThanOrEqual(before);
          pace = slowedDown(pace, now);
          expect(paceAt(pace, now)).toBeGreaterThanOrEqual(0.1);
          expect(paceAt(pace, now)).toBeLessThanOrEqual(1);
        }
      }),
    );
  });

  it('falls once for all refusals of one second', () => {
    const slowed = slowedDown(FULL, 5_000);
    expect(slowedDown(slowed, 5_999)).toBe(slowed);
    expect(paceAt(slowedDown(slowed, 6_000), 6_000)).toBeLessThan(paceAt(slowed, 6_000));
  });
});

describe('the least time between two messages to one person', () => {
  it.each([
    ['twilio', 6_000],
    ['whatsapp-cloud', 6_000],
    ['telegram', 1_000],
    ['simulator', 0],
  ])('is, on %s, %d milliseconds', (channel, expected) => {
    expect(pairIntervalMs(channel)).toBe(expected);
  });
});

describe('the limits of a broadcast', () => {
  const whatsapp = { name: 'twilio', sender: '+1', messagesPerSecond: 80 };

  it('leave a fifth of the sender to replies, and a little to the jitter of networks', () => {
    const [shared, whole] = broadcastLimits({ id: 'b', ratePerSecond: null }, whatsapp);
    expect(shared?.name).toBe('broadcasts:twilio:+1');
    expect(1000 / (shared?.intervalMs ?? 0)).toBeCloseTo(80 * 0.8 * 0.98);
    expect(whole).toEqual(senderLimit(whatsapp));
  });

  it("are one for all accounts at the platform's own sender, and an account's own at its own", () => {
    const [shared, whole] = broadcastLimits({ id: 'b', ratePerSecond: null }, whatsapp);
    expect([shared?.shared, whole?.shared]).toEqual([true, true]);
    const own = broadcastLimits({ id: 'b', ratePerSecond: 5 }, { ...whatsapp, ownCredentials: true });
    expect(own.map((limit) => limit.shared)).toEqual([undefined, undefined, undefined]);
  });

  it('are its own rate alone on a channel without a limit, and none without a rate', () => {
    const simulator = { name: 'simulator', sender: 's', messagesPerSecond: Number.POSITIVE_INFINITY };
    expect(broadcastLimits({ id: 'b', ratePerSecond: null }, simulator)).toEqual([]);
    const [own, ...others] = broadcastLimits({ id: 'b', ratePerSecond: 5 }, simulator);
    expect(own?.name).toBe('broadcast:b');
    expect(1000 / (own?.intervalMs ?? 0)).toBeCloseTo(4.9);
    expect(others).toEqual([]);
  });
});
