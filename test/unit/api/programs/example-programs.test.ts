import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { programDefinitionSchema } from '../../../../api/routes/programs/programs.schema';
import { exampleScenarioFiles, readScenario } from '../../../support/conversations/read-scenario';

const EXAMPLES = join(__dirname, '../../../../examples');
const readJson = (...path: string[]): unknown => JSON.parse(readFileSync(join(EXAMPLES, ...path), 'utf8'));
const scenarioNames = exampleScenarioFiles().map((file) => readScenario(file).name);

describe.each(readdirSync(join(EXAMPLES, 'programs')))('the program %s', (file) => {
  const { sessions } = programDefinitionSchema.parse(readJson('programs', file));

  test('is six sessions of five days', () => {
    expect(sessions.map(({ days }) => days.length)).toEqual([5, 5, 5, 5, 5, 5]);
  });

  test('names scenarios that are among the examples', () => {
    const played = sessions.flatMap(({ days }) =>
      days.flatMap(({ content }) => (content.kind === 'scenario' ? [content.scenario] : [])),
    );
    expect(scenarioNames).toEqual(expect.arrayContaining(played));
    expect(played.length).toBe(file === 'six-sessions-scenarios.json' ? 30 : 0);
  });
});
