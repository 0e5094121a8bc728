import type { Capabilities } from '../../messaging/capabilities';
import type { FileRef } from '../../messaging/content';
import type { Language } from '../scenario';
import type { Change } from './changes';

/** What the rendering of one message depends on, and where it says what it changed. */
export interface Rendering {
  capabilities: Capabilities;
  language: Language;
  /** Kept, in words, in the dialog's log. */
  note(change: Change): void;
}

/** A part of a message before it is known which provider message carries it. */
export type Piece = { kind: 'text'; text: string } | { kind: 'file'; file: FileRef };

const WORDS = {
  open: { es: 'Ver opciones', en: 'See options' },
  choose: { es: 'Elige una opción:', en: 'Choose an option:' },
} as const;

/** The few words a channel wants that a scenario need not have; Spanish where the language is not known here. */
export function wordsFor(key: keyof typeof WORDS, language: Language): string {
  return WORDS[key][language === 'en' ? 'en' : 'es'];
}
