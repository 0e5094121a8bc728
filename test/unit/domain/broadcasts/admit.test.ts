import { admit, type AdmissionRules, type RecipientFacts } from '../../../../domain/broadcasts/admit';

const PERSON: RecipientFacts = {
  address: '+573001112233',
  phone: '+573001112233',
  optedOut: false,
  lastInboundAt: null,
  recentBroadcasts: 0,
  lastSentAt: null,
};
const RULES: AdmissionRules & { now: number } = {
  now: 1_000_000,
  windowApplies: true,
  frequencyCap: null,
  pairIntervalMs: 6_000,
  colombiaOpensAt: null,
};
const TEMPLATE = { kind: 'template' as const, template: 'HX1', variables: {} };
const admitted = (facts: Partial<RecipientFacts> = {}, rules: Partial<AdmissionRules> = {}) =>
  admit({ ...PERSON, ...facts }, TEMPLATE, { ...RULES, ...rules });

describe('whether a broadcast may write to somebody now', () => {
  it('is yes for a person who did not say no', () => {
    expect(admitted()).toEqual({ kind: 'go' });
  });

  it('is never for who opted out, whatever else holds', () => {
    expect(admitted({ optedOut: true }, { colombiaOpensAt: 2_000_000 })).toEqual({
      kind: 'never',
      reason: 'opted-out',
    });
  });

  it('is never for who has had as many as the cap allows, and yes for one fewer', () => {
    const frequencyCap = { messages: 2, days: 7 };
    expect(admitted({ recentBroadcasts: 2 }, { frequencyCap })).toEqual({
      kind: 'never',
      reason: 'frequency-cap',
    });
    expect(admitted({ recentBroadcasts: 1 }, { frequencyCap })).toEqual({ kind: 'go' });
  });

  it('is later for Colombian numbers outside their hours, and now for others', () => {
    const closed = { colombiaOpensAt: 2_000_000 };
    expect(admitted({}, closed)).toMatchObject({ kind: 'later', at: 2_000_000 });
    expect(admitted({ phone: '+34600000000' }, closed)).toEqual({ kind: 'go' });
  });

  it('is a few seconds later for who got another message a moment ago', () => {
    expect(admitted({ lastSentAt: 998_000 })).toMatchObject({ kind: 'later', at: 1_004_000 });
    expect(admitted({ lastSentAt: 994_000 })).toEqual({ kind: 'go' });
    expect(admitted({ lastSentAt: 999_999 }, { pairIntervalMs: 0 })).toEqual({ kind: 'go' });
  });
});
