import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { WrittenScenario } from './read-scenario';

/** A scenario as a client sends it: says hello, asks for a name and says it. */
export function scenarioBody(change: Partial<WrittenScenario> = {}): WrittenScenario {
  return {
    schemaVersion: 1,
    name: 'Greeting',
    language: 'es',
    start: 'hello',
    fallback: 'lost',
    variables: { name: null },
    steps: {
      hello: {
        kind: 'ask',
        text: '¿Cómo te llamas?',
        answer: { kind: 'text' },
        save: 'name',
        next: 'bye',
      },
      bye: { kind: 'end', text: 'Hola, {{name}}.' },
      lost: { kind: 'message', text: '¿Cómo?', next: '@resume' },
    },
    ...change,
  };
}

/** An example of the repository, as its file says it. */
export function exampleScenario(name: string): WrittenScenario {
  const file = join(__dirname, '../../../examples/scenarios', `${name}.json`);
  return JSON.parse(readFileSync(file, 'utf8')) as WrittenScenario;
}

/** What no answer and no log may ever show. */
export const CANARY = 'canary-5d20c9';

/** Credentials of every platform that fit their schema and hold the canary where they are secret. */
export const CREDENTIAL_BODIES = {
  twilio: { accountSid: `AC${'0'.repeat(32)}`, authToken: `${CANARY}-twilio`, from: '+15550783881' },
  'whatsapp-cloud': {
    phoneNumberId: '106540352242922',
    accessToken: `${CANARY}-access`,
    appSecret: `${CANARY}-app`,
    verifyToken: `${CANARY}-verify`,
    apiVersion: 'v24.0',
  },
  telegram: { botToken: `123456789:${CANARY}`, webhookSecret: `${CANARY}-webhook` },
  botpress: { secret: `${CANARY}-botpress`, callbackUrl: 'https://bot.example/incoming' },
} as const;
