import { plainWords } from './plain-words';

/** Words that end, or start again, every message to a person; the whole message must be one of them. */
const OPT_OUT = new Set([
  'baja',
  'darme de baja',
  'parar',
  'cancelar',
  'alto',
  'salir',
  'no mas',
  'stop',
  'unsubscribe',
]);
const OPT_IN = new Set(['alta', 'start', 'unstop', 'volver', 'reanudar']);

/** Whether a message, as a whole, asks for no more messages or for messages again. */
export function readConsentWord(text: string): 'opt-out' | 'opt-in' | null {
  if (text.length > 60) return null;
  const word = plainWords(text);
  if (OPT_OUT.has(word)) return 'opt-out';
  if (OPT_IN.has(word)) return 'opt-in';
  return null;
}
