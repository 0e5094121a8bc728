import type { Language } from '../language/language';

const WORDS = {
  en: {
    name: 'New scenario',
    hello: 'Hello! What is your name?',
    bye: 'Nice to meet you, {{name}}!',
    lost: 'I did not get that.',
  },
  es: {
    name: 'Nuevo escenario',
    hello: '¡Hola! ¿Cómo te llamas?',
    bye: '¡Mucho gusto, {{name}}!',
    lost: 'No te entendí.',
  },
} as const;

/** The smallest scenario that asks something and remembers it: what a new one begins with. */
export function firstScenario(language: Language): object {
  const { name, hello, bye, lost } = WORDS[language];
  return {
    schemaVersion: 1,
    name,
    language,
    start: 'welcome',
    fallback: 'not-understood',
    variables: { name: null },
    steps: {
      welcome: {
        kind: 'ask',
        text: hello,
        answer: { kind: 'text' },
        save: 'name',
        invalid: { tries: 3 },
        next: 'goodbye',
      },
      goodbye: { kind: 'end', text: bye },
      'not-understood': { kind: 'message', text: lost, next: '@resume' },
    },
  };
}
