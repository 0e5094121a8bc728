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

/** A message without case, accents, punctuation around it and repeated spaces. */
function plain(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s]/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}

/** Whether a message, as a whole, asks for no more messages or for messages again. */
export function readConsentWord(text: string): 'opt-out' | 'opt-in' | null {
  if (text.length > 60) return null;
  const word = plain(text);
  if (OPT_OUT.has(word)) return 'opt-out';
  if (OPT_IN.has(word)) return 'opt-in';
  return null;
}
