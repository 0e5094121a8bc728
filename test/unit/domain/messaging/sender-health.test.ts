import { lookAt, type SenderFacts } from '../../../../domain/messaging/sender-health';

const WELL: SenderFacts = {
  ...{ isActive: true, hasOwnWebhook: true, lastVerifiedAt: 2000, lastRefusedAt: 1000 },
  ...{ sent: 100, failed: 3, sessionProblem: null, templateFailure: null },
};

it('a sender whose webhooks verify and whose messages go out needs nobody', () => {
  expect(lookAt(WELL)).toEqual([]);
  expect(lookAt({ ...WELL, hasOwnWebhook: false, lastVerifiedAt: null, lastRefusedAt: null })).toEqual([]);
});

it.each<[string, Partial<SenderFacts>, RegExp]>([
  ['is switched off', { isActive: false }, /switched off/],
  ['never had a webhook', { lastVerifiedAt: null, lastRefusedAt: null }, /No webhook has come/],
  ['had a wrong signature last', { lastRefusedAt: 3000 }, /wrong signature/],
  ['had nothing but wrong signatures', { lastVerifiedAt: null }, /wrong signature/],
  ['refuses more than it sends', { sent: 4, failed: 6 }, /6 of 10/],
  ['lost its session', { sessionProblem: 'The phone signed it out.' }, /signed it out/],
  ['cannot list its templates', { templateFailure: 'WhatsApp answered 401' }, /answered 401/],
])('a sender that %s needs somebody to look', (_what, change, reason) => {
  expect(lookAt({ ...WELL, ...change })).toEqual([expect.stringMatching(reason)]);
});

it('a few refusals say nothing of a sender', () => {
  expect(lookAt({ ...WELL, sent: 0, failed: 4 })).toEqual([]);
});
