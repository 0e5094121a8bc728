import { gate, WINDOW_MS, type GateFacts } from '../../../../domain/messaging/gate';

const NOW = 1_000_000_000;
const facts = (change: Partial<GateFacts> = {}): GateFacts => ({
  address: '+573001112233',
  optedOut: false,
  lastInboundAt: null,
  windowApplies: true,
  ...change,
});
const text = { kind: 'text', text: 'Hola' } as const;
const template = { kind: 'template', template: 'HX1', variables: {} } as const;

test.each([
  ['a contact without an address on the channel', facts({ address: null }), text, 'unknown-contact'],
  ['a contact that opted out, whatever the content', facts({ optedOut: true }), template, 'opted-out'],
  ['text to a contact that never wrote', facts(), text, 'outside-window'],
  [
    'a file to a contact that never wrote',
    facts(),
    { kind: 'file', file: { kind: 'image', url: 'https://hilo.example/a.png' } },
    'outside-window',
  ],
  ['text 24 hours after the last message', facts({ lastInboundAt: NOW - WINDOW_MS }), text, 'outside-window'],
] as const)('%s is withheld', (_what, known, content, reason) => {
  expect(gate(known, content, NOW)).toBe(reason);
});

test.each([
  ['text inside the window', facts({ lastInboundAt: NOW - WINDOW_MS + 1 }), text],
  ['a template outside the window', facts(), template],
  ['text on a channel without a window', facts({ windowApplies: false }), text],
  ['a bot trigger', facts(), { kind: 'bot-trigger', session: 1, day: 1 }],
  [
    'the confirmation of an opt-out',
    facts({ optedOut: true, windowApplies: false }),
    { ...text, confirmsOptOut: true },
  ],
] as const)('%s may go', (_what, known, content) => {
  expect(gate(known, content, NOW)).toBeNull();
});
