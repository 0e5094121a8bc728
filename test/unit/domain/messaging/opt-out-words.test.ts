import { readConsentWord } from '../../../../domain/messaging/opt-out-words';

test.each(['BAJA', 'baja', ' Baja. ', '¡PARAR!', 'Cancelar', 'alto', 'Salir', 'STOP', 'no más', 'No  mas…'])(
  '%p asks for no more messages',
  (message) => {
    expect(readConsentWord(message)).toBe('opt-out');
  },
);

test.each(['ALTA', 'start', 'Reanudar!', 'volver'])('%p asks for messages again', (message) => {
  expect(readConsentWord(message)).toBe('opt-in');
});

test.each([
  'quiero darme de baja del gimnasio',
  'no quiero cancelar',
  'parar y seguir',
  'bajada',
  'alta costura',
  'sí',
  '',
  '!!!',
  `BAJA${' '.repeat(80)}`,
])('%p, which is more or other than the word, asks for neither', (message) => {
  expect(readConsentWord(message)).toBeNull();
});
