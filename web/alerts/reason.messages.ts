import { defineMessages } from '../language/language';
import { SPANISH_SUBJECTS } from './platform-words';

export const reasonMessages = defineMessages({
  en: {
    /** Kinds of what in the platform an alert may be about. */
    subjects: {
      channel: 'the channel',
      model: 'the model',
      broadcast: 'the broadcast',
      calendar: 'the calendar',
      'a message to a contact': 'a message to a contact',
      'a message from a contact': 'a message from a contact',
    },
    keywords: (words: string) => `Found: ${words}`,
    pattern: (pattern: string) => `The pattern ${pattern}`,
    sentiment: (score: string) => `A sentiment of ${score}`,
    noAnswer: (it: string, count: string) => `No answer ${count} times in a row: ${it}`,
    failures: (it: string, count: string, of: string) => `${count} of the last ${of} sends failed: ${it}`,
    stoppedItself: (it: string) => `It stopped itself: ${it}`,
    letsNobodyIn: (it: string) => `Nobody can book until it is connected again: ${it}`,
    notSigned: (it: string, count: string) => `${count} webhooks were not signed as they must be: ${it}`,
    waits: (it: string, minutes: string) => `Waiting for ${minutes} minutes: ${it}`,
  },
  es: {
    subjects: SPANISH_SUBJECTS,
    keywords: (words: string) => `Se encontró: ${words}`,
    pattern: (pattern: string) => `El patrón ${pattern}`,
    sentiment: (score: string) => `Un sentimiento de ${score}`,
    noAnswer: (it: string, count: string) => `Sin respuesta ${count} veces seguidas: ${it}`,
    failures: (it: string, count: string, of: string) =>
      `Fallaron ${count} de los últimos ${of} envíos: ${it}`,
    stoppedItself: (it: string) => `Se detuvo por sí sola: ${it}`,
    letsNobodyIn: (it: string) => `Nadie puede reservar hasta que se vuelva a conectar: ${it}`,
    notSigned: (it: string, count: string) => `${count} webhooks sin la firma debida: ${it}`,
    waits: (it: string, minutes: string) => `Espera desde hace ${minutes} minutos: ${it}`,
  },
});
