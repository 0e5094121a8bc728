import type { Scenario } from '../../../domain/conversations/scenario';
import { smallScenario } from './read-scenario';

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** Says `¿sí?` and then every word after it, for ever. */
export function echoScenario(): Scenario {
  return smallScenario(
    {
      a: { kind: 'message', text: '¿sí?', next: 'listen' },
      listen: { kind: 'ask', text: '…', answer: { kind: 'text' }, save: 'last', next: 'echo' },
      echo: { kind: 'message', text: '{{last}}', next: 'listen' },
    },
    { variables: { last: null } },
  );
}

/** Asks a name, and says it. */
export function nameScenario(greeting = 'hola {{name}}'): Scenario {
  return smallScenario(
    {
      a: { kind: 'ask', text: '¿nombre?', answer: { kind: 'text' }, save: 'name', next: 'b' },
      b: { kind: 'end', text: greeting },
    },
    { variables: { name: null } },
  );
}

/** What an echo scenario repeated. */
export function echoes(heard: readonly string[]): string[] {
  return heard.filter((text) => text !== '…' && text !== '¿sí?');
}
