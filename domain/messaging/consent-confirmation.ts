import { businessText, type BusinessSettings } from '../business/settings';
import type { TextContent } from './content';
import type { ConsentWord } from './opt-out-words';

const TEXTS: Readonly<Record<ConsentWord['wish'], Record<ConsentWord['language'], string>>> = {
  'opt-out': {
    es: 'Listo: no te escribiremos más. Si cambias de idea, escribe ALTA.',
    en: 'Done: we will not write to you again. If you change your mind, write START.',
  },
  'opt-in': {
    es: 'Listo: volverás a recibir nuestros mensajes. Para dejar de recibirlos, escribe BAJA.',
    en: 'Done: you will get our messages again. To stop them, write STOP.',
  },
};

/**
 * The one answer to a consent word, in the account's own words where it has some; that of an opt-out is let past the
 * gate which the word has just closed.
 */
export function confirmationOf(
  { wish, language }: ConsentWord,
  business: Pick<BusinessSettings, 'texts'>,
): TextContent {
  const which = wish === 'opt-out' ? 'optOutConfirmation' : 'optInConfirmation';
  const text = businessText(business, which, language) ?? TEXTS[wish][language];
  return wish === 'opt-out' ? { kind: 'text', text, confirmsOptOut: true } : { kind: 'text', text };
}

/** The key of the confirmation: one for each message that changed something, whoever handles it again. */
export function confirmationKey(wish: ConsentWord['wish'], inboundId: string): string {
  return `message:${wish}:${inboundId}`;
}
