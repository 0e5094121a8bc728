import { plainWords } from './plain-words';

export type Language = 'es' | 'en';

/** A person's wish about every message, in the language it was written in. */
export interface ConsentWord {
  wish: 'opt-out' | 'opt-in';
  language: Language;
}

const OPT_OUT: Readonly<Record<Language, readonly string[]>> = {
  es: ['baja', 'darme de baja', 'parar', 'cancelar', 'alto', 'salir', 'no mas'],
  en: ['stop', 'stop all', 'stopall', 'unsubscribe', 'cancel', 'quit'],
};
const OPT_IN: Readonly<Record<Language, readonly string[]>> = {
  es: ['alta', 'reanudar'],
  en: ['start', 'unstop'],
};

const WORDS: ReadonlyMap<string, ConsentWord> = new Map([
  ...entries('opt-out', OPT_OUT),
  ...entries('opt-in', OPT_IN),
]);

/** What a tap can only mean: the other words also stand on a bot's own buttons ("Cancelar" the booking). */
const UNMISTAKABLE = new Set(['baja', 'darme de baja', 'stop', 'unsubscribe', 'alta', 'start']);

/** Whether a message, as a whole, asks for no more messages or for messages again. */
export function readConsentWord(text: string, { tapped = false } = {}): ConsentWord | null {
  if (text.length > 60) return null;
  const word = plainWords(text);
  if (tapped && !UNMISTAKABLE.has(word)) return null;
  return WORDS.get(word) ?? null;
}

function entries(
  wish: ConsentWord['wish'],
  words: Readonly<Record<Language, readonly string[]>>,
): [string, ConsentWord][] {
  return (['es', 'en'] as const).flatMap((language) =>
    words[language].map((word): [string, ConsentWord] => [word, { wish, language }]),
  );
}
