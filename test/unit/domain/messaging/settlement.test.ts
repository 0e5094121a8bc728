import { settleLookup, settleOutcome } from '../../../../domain/messaging/settlement';

const MINUTE = 60_000;
const NOW = 1_000_000_000;
const plan = { now: NOW, checkDelays: [MINUTE, 5 * MINUTE, 15 * MINUTE], canLook: true };
const sent = { attempts: 1, reconciliations: 0, dispatchedAt: NOW - MINUTE };

describe('what a call of the provider makes of its row', () => {
  it('accepts it under the provider’s id', () => {
    expect(settleOutcome({ kind: 'accepted', providerId: 'SM1' }, plan)).toEqual({
      state: 'accepted',
      providerId: 'SM1',
    });
  });

  it('keeps the provider’s code of a refusal, and whether the contact wants no messages', () => {
    const refusal = { code: '21610', detail: 'unsubscribed', optedOut: true };
    expect(settleOutcome({ kind: 'rejected', ...refusal }, plan)).toEqual({ state: 'rejected', ...refusal });
  });

  it('puts what was not sent back in line after the delay named, with no attempt spent', () => {
    const busy = { kind: 'not-sent', detail: '429', retryAfterMs: 2_000 } as const;
    expect(settleOutcome(busy, plan)).toMatchObject({
      state: 'reserved',
      notBefore: NOW + 2_000,
      attemptSpent: false,
    });
  });

  it('looks a lost answer up a minute later where the provider has a list', () => {
    expect(settleOutcome({ kind: 'unknown', detail: 'timeout' }, plan)).toMatchObject({
      state: 'dispatching',
      nextCheckAt: NOW + MINUTE,
      reconciliations: 0,
    });
  });

  it('leaves a lost answer unconfirmed where the provider has none', () => {
    const lost = settleOutcome({ kind: 'unknown', detail: 'timeout' }, { ...plan, canLook: false });
    expect(lost.state).toBe('unconfirmed');
  });
});

describe('what a look into the provider’s list makes of a lost answer', () => {
  it('accepts what it shows', () => {
    expect(settleLookup(sent, { kind: 'found', providerId: 'SM1' }, plan)).toEqual({
      state: 'accepted',
      providerId: 'SM1',
    });
  });

  it.each([
    [0, 5 * MINUTE],
    [1, 15 * MINUTE],
  ])('after %d empty looks looks again, counted from the call', (reconciliations, delay) => {
    const next = settleLookup({ ...sent, reconciliations }, { kind: 'not-found' }, plan);
    expect(next).toMatchObject({
      state: 'dispatching',
      nextCheckAt: sent.dispatchedAt + delay,
      reconciliations: reconciliations + 1,
    });
  });

  it('never plans a look for the past, however late it comes itself', () => {
    const late = { ...sent, dispatchedAt: NOW - 60 * MINUTE };
    expect(settleLookup(late, { kind: 'not-found' }, plan)).toMatchObject({ nextCheckAt: NOW });
  });

  it('after the last look sends once more, and spends an attempt on it', () => {
    expect(settleLookup({ ...sent, reconciliations: 2 }, { kind: 'not-found' }, plan)).toMatchObject({
      state: 'reserved',
      notBefore: NOW,
      attemptSpent: true,
    });
  });

  it('never sends a third time', () => {
    const twice = { ...sent, attempts: 2, reconciliations: 2 };
    expect(settleLookup(twice, { kind: 'not-found' }, plan).state).toBe('unconfirmed');
  });

  it('learns nothing from a look that failed', () => {
    const failed = settleLookup({ ...sent, reconciliations: 1 }, { kind: 'failed', detail: '503' }, plan);
    expect(failed).toMatchObject({ state: 'dispatching', nextCheckAt: NOW + MINUTE, reconciliations: 1 });
  });

  it('leaves it unconfirmed where there is nothing to look in', () => {
    expect(settleLookup(sent, { kind: 'cannot-look' }, plan).state).toBe('unconfirmed');
  });
});
