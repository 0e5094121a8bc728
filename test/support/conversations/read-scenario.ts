import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { z } from 'zod';
import { scenarioSchema } from '../../../api/routes/scenarios/scenario.schema';
import type { Scenario } from '../../../domain/conversations/scenario';

const ROOT = join(__dirname, '../../..');

export type WrittenScenario = z.input<typeof scenarioSchema>;

/** The example scenarios' files, from the root of the repository. */
export function exampleScenarioFiles(): string[] {
  return globSync('examples/scenarios/*.json', { cwd: ROOT }).toSorted();
}

/** A scenario from a file of the repository, or from an object; throws where it breaks the schema. */
export function readScenario(source: unknown): Scenario {
  const written: unknown =
    typeof source === 'string' ? JSON.parse(readFileSync(join(ROOT, source), 'utf8')) : source;
  return scenarioSchema.parse(written);
}

/** A scenario of these steps, the rest as short as it can be. */
export function smallScenario(
  steps: WrittenScenario['steps'],
  rest: Partial<WrittenScenario> = {},
): Scenario {
  return readScenario({
    schemaVersion: 1,
    name: 'Small',
    language: 'es',
    start: 'a',
    fallback: 'lost',
    variables: {},
    ...rest,
    steps: { lost: { kind: 'message', text: '¿Cómo?', next: '@resume' }, ...steps },
  });
}
