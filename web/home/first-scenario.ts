import type { Language } from '../language/language';

/** The name that tells the first bot from others. */
export const FIRST_BOT = 'Hola';

/** The smallest conversation that shows that everything works: a question, and an answer that uses it. */
export function firstScenario(language: Language) {
  return {
    schemaVersion: 1 as const,
    name: FIRST_BOT,
    language,
    languages: ['es', 'en'],
    start: 'ask-name',
    fallback: 'again',
    variables: { name: null },
    steps: {
      'ask-name': {
        kind: 'ask' as const,
        text: {
          es: '¡Hola! Soy su primer bot. ¿Cómo se llama?',
          en: 'Hello! I am your first bot. Your name?',
        },
        answer: { kind: 'text' as const, minLength: 2, maxLength: 60 },
        save: 'name',
        next: 'greet',
      },
      greet: {
        kind: 'end' as const,
        text: {
          es: 'Mucho gusto, {{name}}. Todo funciona: lo que sigue es suyo.',
          en: 'Nice to meet you, {{name}}. Everything works: the rest is yours.',
        },
        outcome: 'met',
      },
      again: {
        kind: 'message' as const,
        text: { es: 'Escríbame un nombre.', en: 'Write me a name.' },
        next: '@resume',
      },
    },
  };
}
