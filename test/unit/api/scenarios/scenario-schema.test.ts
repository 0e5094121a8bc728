import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv2020 from 'ajv/dist/2020';
import addFormats from 'ajv-formats';
import { scenarioJsonSchema, scenarioSchema } from '../../../../api/routes/scenarios/scenario.schema';
import { programsOf } from '../../../../domain/conversations/check/contents';
import { checkScenario } from '../../../../domain/conversations/check/check-scenario';
import type { Step } from '../../../../domain/conversations/steps';
import { exampleScenarioFiles, readScenario } from '../../../support/conversations/read-scenario';
import { testPorts } from '../../../support/conversations/test-ports';

const ROOT = join(__dirname, '../../../..');
const read = (file: string) => readFileSync(join(ROOT, file), 'utf8');
const examples = exampleScenarioFiles();
const documented = [...read('docs/scenarios.md').matchAll(/```json\n([\s\S]*?)```/g)].map(
  ([, json = '']) => JSON.parse(json) as Record<string, unknown>,
);

const ajv = addFormats(new Ajv2020({ strict: false }));
const validate = ajv.compile(scenarioJsonSchema());

const small = {
  schemaVersion: 1,
  name: 'x',
  language: 'es',
  start: 'a',
  fallback: 'a',
  steps: { a: { kind: 'end' } },
};

test('the committed JSON Schema is what the schema says today', () => {
  expect(JSON.parse(read('docs/schemas/scenario.schema.json'))).toEqual(scenarioJsonSchema());
});

describe.each(examples)('%s', (file) => {
  test('passes its check, with a warning only where it calls a backend on this machine', () => {
    const findings = checkScenario(readScenario(file), testPorts);
    expect(findings.filter(({ severity }) => severity === 'error')).toEqual([]);
    const warnings = new Set(findings.map(({ code }) => code));
    expect([...warnings]).toEqual(read(file).includes('http://127.0.0.1') ? ['bad-address'] : []);
  });

  test('names its JSON Schema and passes it', () => {
    const written = JSON.parse(read(file)) as { $schema: string };
    expect(written.$schema).toBe('../../docs/schemas/scenario.schema.json');
    expect([validate(written), validate.errors]).toEqual([true, null]);
  });
});

describe('docs/scenarios.md', () => {
  const steps = documented.filter((example) => !('schemaVersion' in example));

  test('has a whole scenario, which passes its check', () => {
    const scenarios = documented.filter((example) => 'schemaVersion' in example);
    expect(scenarios.length).toBeGreaterThan(0);
    for (const scenario of scenarios) expect(checkScenario(readScenario(scenario), {})).toEqual([]);
  });

  test.each(steps.map((example) => [Object.keys(example).join(', '), example] as const))(
    'has the steps %s, which are valid',
    (_names, example) => {
      const parsed = scenarioSchema.safeParse({ ...small, steps: example });
      expect(parsed.error?.issues ?? []).toEqual([]);
      expect([validate({ ...small, steps: example }), validate.errors]).toEqual([true, null]);
    },
  );

  test('has patterns and CEL expressions that are accepted', () => {
    const used = steps.flatMap((example) => Object.values(example).map((step) => programsOf(step as Step)));
    const patterns = used.flatMap((each) => each.patterns);
    const expressions = used.flatMap((each) => each.expressions);
    expect([patterns.length > 1, expressions.length > 2]).toEqual([true, true]);
    expect(patterns.map((each) => testPorts.patterns.problemOf(each))).toEqual(patterns.map(() => null));
    expect(expressions.map((each) => testPorts.expressions.problemOf(each))).toEqual(
      expressions.map(() => null),
    );
  });

  test('has an example of every kind of step', () => {
    const kinds = steps.flatMap((example) => Object.values(example).map((step) => (step as Step).kind));
    const all = [
      'message',
      'ask',
      'branch',
      'set',
      'call',
      'goto',
      'wait',
      'agent',
      'appointment',
      'handoff',
      'enroll',
      'complete',
      'end',
    ];
    expect([...new Set(kinds)].sort()).toEqual(all.sort());
  });
});

test.each([
  ['an unknown key', { ...small, colour: 'red' }],
  ['an unknown key of a step', { ...small, steps: { a: { kind: 'end', colour: 'red' } } }],
  ['an unknown kind of step', { ...small, steps: { a: { kind: 'eval' } } }],
  ['a step id that is no name', { ...small, steps: { A: { kind: 'end' } } }],
  ['a variable every object has', { ...small, variables: { constructor: 1 } }],
  ['a message that says nothing', { ...small, steps: { a: { kind: 'message' } } }],
  ['a delay without a unit', { ...small, steps: { a: { kind: 'wait', for: '5', next: 'a' } } }],
  ['a delay of nothing', { ...small, steps: { a: { kind: 'wait', for: '0s', next: 'a' } } }],
  [
    'a call of a file',
    { ...small, steps: { a: { kind: 'call', method: 'GET', url: 'file:///etc/passwd', next: 'a' } } },
  ],
  [
    'a call that takes longer than any may',
    {
      ...small,
      steps: { a: { kind: 'call', method: 'GET', url: 'https://a.example/', timeout: '11s', next: 'a' } },
    },
  ],
  [
    'a button whose id Telegram would not carry',
    {
      ...small,
      steps: { a: { kind: 'message', text: 'x', buttons: [{ id: 'ñ'.repeat(33), label: 'A' }] } },
    },
  ],
  ['a file without a source', { ...small, steps: { a: { kind: 'end', items: [{ kind: 'image' }] } } }],
  [
    'two buttons of one id',
    {
      ...small,
      steps: {
        a: {
          kind: 'message',
          text: 'x',
          buttons: [
            { id: 'x', label: 'A' },
            { id: 'x', label: 'B' },
          ],
        },
      },
    },
  ],
  ['more steps a turn than there may be', { ...small, limits: { stepsPerTurn: 101 } }],
  ['no steps', { ...small, steps: {} }],
])('%s is refused', (_what, scenario) => {
  expect(scenarioSchema.safeParse(scenario).success).toBe(false);
});

test('a variable called __proto__ never comes through', () => {
  const written: unknown = JSON.parse(
    JSON.stringify(small).replace('"steps"', '"variables":{"__proto__":1},"steps"'),
  );
  const parsed = scenarioSchema.safeParse(written);
  expect(parsed.success && Object.keys(parsed.data.variables)).not.toContain('__proto__');
});
