import { confirmationKey, confirmationOf } from '../../../../domain/messaging/consent-confirmation';
import { gate } from '../../../../domain/messaging/gate';
import { readConsentWord } from '../../../../domain/messaging/opt-out-words';

test.each([
  ...[
    'BAJA',
    'baja',
    ' Baja. ',
    '¡PARAR!',
    'Cancelar',
    'alto',
    'Salir',
    'no más',
    'No  mas…',
    'Darme de baja',
  ].map((message) => [message, 'es']),
  ...['STOP', 'stop!', 'Stop all', 'Unsubscribe', 'cancel', '/stop'].map((message) => [message, 'en']),
])('%p asks for no more messages, in %s', (message, language) => {
  expect(readConsentWord(message)).toEqual({ wish: 'opt-out', language });
});

test.each([
  ['ALTA', 'es'],
  ['Reanudar!', 'es'],
  ['start', 'en'],
  ['UNSTOP', 'en'],
])('%p asks for messages again, in %s', (message, language) => {
  expect(readConsentWord(message)).toEqual({ wish: 'opt-in', language });
});

test.each([
  'quiero darme de baja del gimnasio',
  'no quiero cancelar',
  'parar y seguir',
  'bajada',
  'alta costura',
  'volver',
  'sí',
  '',
  '!!!',
  `BAJA${' '.repeat(80)}`,
])('%p, which is more or other than the word, asks for neither', (message) => {
  expect(readConsentWord(message)).toBeNull();
});

test.each(['Cancelar', 'Salir', 'Alto', 'Parar', 'Cancel'])(
  '%p on a tapped button is an option of the bot, not a wish about every message',
  (label) => {
    expect(readConsentWord(label)).not.toBeNull();
    expect(readConsentWord(label, { tapped: true })).toBeNull();
  },
);

test.each(['BAJA', 'Stop', 'Unsubscribe', 'Alta'])('%p means the same when it is tapped', (label) => {
  expect(readConsentWord(label, { tapped: true })).not.toBeNull();
});

test('an opt-out is confirmed in its own language, past the gate that it has just closed', () => {
  const facts = { address: '+573001112233', optedOut: true, lastInboundAt: 0, windowApplies: true };
  const plain = { texts: {} };
  const es = confirmationOf({ wish: 'opt-out', language: 'es' }, plain);
  expect(es.text).toContain('ALTA');
  expect(confirmationOf({ wish: 'opt-out', language: 'en' }, plain).text).toContain('START');
  expect(gate(facts, es, 1000)).toBeNull();
  expect(gate(facts, confirmationOf({ wish: 'opt-in', language: 'es' }, plain), 1000)).toBe('opted-out');
});

test("an opt-out is confirmed in the account's own words where it has some, past the gate all the same", () => {
  const { kind, text, confirmsOptOut } = confirmationOf(
    { wish: 'opt-out', language: 'es' },
    { texts: { optOutConfirmation: { es: 'Hasta pronto.' } } },
  );
  expect({ kind, text, confirmsOptOut }).toEqual({
    kind: 'text',
    text: 'Hasta pronto.',
    confirmsOptOut: true,
  });
});

test('a confirmation has one key for the message that asked for it', () => {
  expect(confirmationKey('opt-out', 'm1')).toBe('message:opt-out:m1');
  expect(confirmationKey('opt-in', 'm1')).toBe('message:opt-in:m1');
});
