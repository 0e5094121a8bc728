import { execFileSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';

interface Snippet {
  path: string;
  code: string;
  /** Lint with the rules that need types; the path must be a file that exists. */
  typed?: boolean;
}

const LAYERS = 'boundaries/dependencies';
const root = join(__dirname, '../../..');

/** Any module of a folder, so that no file's name matters here. */
function moduleIn(folder: string): string {
  const name = readdirSync(join(root, folder)).find((entry) => /(?<!contract)\.ts$/.test(entry));
  if (name === undefined) throw new Error(`${folder} holds no TypeScript file to import`);
  return `${folder}/${name.slice(0, -'.ts'.length)}`;
}

/** How the file at `path` names a module of the project; a package keeps its name. */
function specifier(path: string, source: string): string {
  if (!source.includes('/') || /^(node:|@)/.test(source)) return source;
  const steps = relative(dirname(path), source);
  return steps.startsWith('.') ? steps : `./${steps}`;
}

const uses = (path: string, source: string): Snippet => ({
  path,
  code: `import { thing } from '${specifier(path, source)}';\nexport const used = [thing];\n`,
});
const usesType = (path: string, source: string): Snippet => ({
  path,
  code: `import type { Thing } from '${specifier(path, source)}';\nexport type Used = Thing[];\n`,
});
const runs = (path: string, body: string): Snippet => ({
  path,
  code: `export function sample() {\n  return ${body};\n}\n`,
});

const rule = 'domain/programs/sample.ts';
const workflow = 'workflows/programs/sample.workflow.ts';
const activity = 'activities/sample.activities.ts';
const route = 'api/routes/sample.routes.ts';
const twilio = 'channels/twilio/sample.ts';
const page = 'web/sample/sample-page.ts';
const stripe = 'payments/stripe/sample.ts';
const desk = 'calendars/sample.ts';

const contract = 'workflows/programs/contract';
const anActivity = moduleIn('activities');
const aWorkflow = moduleIn('workflows/programs');
const aRepository = moduleIn('db/repositories');
const aRule = moduleIn('domain/programs');
const aRoute = moduleIn('api/routes');
const aPage = moduleIn('web/session');

const refused: [string, Snippet, string][] = [
  ['the domain may not import a package', uses(rule, 'luxon'), LAYERS],
  ['the domain may not import a package for its types', usesType(rule, 'luxon'), LAYERS],
  ['the domain may not import a Node built-in', uses(rule, 'node:fs'), LAYERS],
  ['the console may not import the API', uses(page, aRoute), LAYERS],
  ['the console may not import the rules', usesType(page, aRule), LAYERS],
  ['the console may not import a Node built-in', uses(page, 'node:fs'), LAYERS],
  ['the API may not import the console', uses(route, aPage), LAYERS],
  ['the domain may not import the settings', uses(rule, 'config/env'), LAYERS],
  ['the domain may not import a workflow contract', uses(rule, contract), LAYERS],
  ['the domain may not ask the time', runs(rule, 'Date.now()'), 'no-restricted-properties'],
  ['the domain may not make a date of now', runs(rule, 'new Date()'), 'no-restricted-syntax'],
  ['the domain may not throw dice', runs(rule, 'Math.random()'), 'no-restricted-properties'],
  ['the domain may not read the process', runs(rule, 'process.pid'), 'no-restricted-globals'],
  ['the domain may not use the network', runs(rule, "fetch('http://localhost')"), 'no-restricted-globals'],

  ['a workflow may not import db', uses(workflow, aRepository), LAYERS],
  ['a workflow may not import the types of db', usesType(workflow, aRepository), LAYERS],
  ['a workflow may not run an activity itself', uses(workflow, anActivity), LAYERS],
  ['a workflow may not import a channel', uses(workflow, 'channels/channel'), LAYERS],
  ['a workflow may not import luxon', uses(workflow, 'luxon'), LAYERS],
  ['a workflow may not import a Node built-in', uses(workflow, 'node:crypto'), LAYERS],
  ['a workflow may not import the client', uses(workflow, '@temporalio/client'), LAYERS],

  ['an activity may not import a workflow', uses(activity, aWorkflow), LAYERS],
  ['an activity may not import the settings', uses(activity, 'config/env'), LAYERS],
  ['an activity may not import the api', uses(activity, moduleIn('api')), LAYERS],
  ['an activity may not write SQL', uses(activity, 'typeorm'), LAYERS],
  ['an activity may not ask MongoDB', uses(activity, 'mongoose'), LAYERS],

  ['a route may not import an activity', uses(route, anActivity), LAYERS],
  ['a route may not import a workflow', uses(route, aWorkflow), LAYERS],
  ['a route may not import the worker process', uses(route, 'workers/main'), LAYERS],
  ['a route may not write SQL', uses(route, 'pg'), LAYERS],

  ['a channel may not import the api', uses(twilio, moduleIn('api')), LAYERS],
  ['a channel may not import db', uses(twilio, aRepository), LAYERS],
  ['a channel may not import another channel', uses(twilio, moduleIn('channels/botpress')), LAYERS],
  [
    'the port of the channels may not import one',
    uses('channels/sample.ts', moduleIn('channels/twilio')),
    LAYERS,
  ],
  ['only its own channel may use a provider library', uses(route, 'twilio'), LAYERS],
  ['only llm may use the client of a language model', uses(route, '@ai-sdk/openai'), LAYERS],
  ['a payment provider may not import db', uses(stripe, aRepository), LAYERS],
  ['a payment provider may not import another one', uses(stripe, moduleIn('payments/test')), LAYERS],
  ['only its own folder may use the library of a payment provider', uses(route, 'stripe'), LAYERS],
  ['the desk of appointments may not import db', uses(desk, aRepository), LAYERS],
  [
    'a provider of calendars may not import another one',
    uses('calendars/google/sample.ts', moduleIn('calendars/outlook')),
    LAYERS,
  ],
  ['db may not import a channel', uses('db/repositories/sample.ts', 'channels/channel'), LAYERS],
  ['the names of the task queues stay names', uses('workers/task-queues.ts', aRepository), LAYERS],
  ['nothing but a test may import the command line', uses('api/server.ts', moduleIn('cli/servers')), LAYERS],
  ['nothing but a test may import a test', uses('cli/sample.ts', moduleIn('test/unit/house')), LAYERS],
  ['a dynamic import counts', runs(rule, "import('luxon')"), LAYERS],
  ['a re-export counts', { path: rule, code: "export { DateTime } from 'luxon';\n" }, LAYERS],

  ['only config/env.ts reads the environment', runs(route, 'process.env'), 'no-restricted-properties'],
  ['only the command line writes to the console', runs(route, "console.log('x')"), 'no-console'],
  ['no function takes four parameters', { path: route, code: fourParameters() }, 'max-params'],
  ['no file has more than 300 lines', { path: route, code: 'export {};\n'.repeat(301) }, 'max-lines'],
  ['no function has more than 50 lines', { path: route, code: longFunction(51) }, 'house/function-length'],
  ['no method of a factory has more than 50 lines', factoryOf(51), 'house/function-length'],
  ['no test is skipped', runs('test/unit/sample.test.ts', "it.skip('x')"), 'no-restricted-syntax'],
  [
    'no promise is left floating',
    { path: 'test/fixtures/lint/sample.ts', code: 'Promise.resolve(1);\n', typed: true },
    '@typescript-eslint/no-floating-promises',
  ],
];

const allowed: [string, Snippet][] = [
  ['the domain imports the domain', usesType(rule, aRule)],
  ['the domain makes a date of a given time', runs(rule, 'new Date(0)')],
  ['a workflow imports the domain', usesType(workflow, aRule)],
  ['a workflow imports its contract', uses(workflow, contract)],
  ['a workflow imports the types of activities', usesType(workflow, anActivity)],
  ['a workflow imports the workflow SDK', uses(workflow, '@temporalio/workflow')],
  ['an activity imports db', uses(activity, aRepository)],
  ['an activity imports a channel', uses(activity, 'channels/channel')],
  ['an activity imports a package', uses(activity, 'luxon')],
  ['a route imports a contract', uses(route, contract)],
  ['a route imports the names of the task queues', uses(route, 'workers/task-queues')],
  ['a route imports the settings', usesType(route, 'config/env')],
  ['a payment provider imports the port', usesType(stripe, 'payments/payment')],
  ['a payment provider imports its library', uses(stripe, 'stripe')],
  ['an activity imports the port of payments', usesType(activity, 'payments/payment')],
  ['a channel imports the port', usesType(twilio, 'channels/channel')],
  ['a channel imports its own files', uses(twilio, moduleIn('channels/twilio'))],
  ['a channel imports the library of its provider', uses(twilio, 'twilio')],
  ['the worker process imports everything', uses('workers/main.ts', aRepository)],
  ['the worker process is put together in several files', uses('workers/sample.ts', anActivity)],
  ['the command line imports everything', uses('cli/sample.ts', moduleIn('api'))],
  ['a factory is as long as its short methods need', factoryOf(30, 4)],
  ['a factory may name the methods it returns', namedMethods(45)],
  ['a test imports the command line', uses('test/unit/sample.test.ts', moduleIn('cli/servers'))],
];

function fourParameters(): string {
  return 'export function sample(a: number, b: number, c: number, d: number) {\n  return a + b + c + d;\n}\n';
}

function longFunction(lines: number, header = 'export function sample()'): string {
  return `${header} {\n${'  void 0;\n'.repeat(lines - 2)}}\n`;
}

function factoryOf(methodLines: number, methods = 1): Snippet {
  const method = (index: number) => longFunction(methodLines, `method${index}()`).replace(/\n$/, ',\n');
  const body = Array.from({ length: methods }, (_, index) => method(index)).join('');
  return { path: route, code: `export function createSample() {\n  return {\n${body}  };\n}\n` };
}

function namedMethods(lines: number): Snippet {
  const methods = ['first', 'second'].map((name) => longFunction(lines, `const ${name} = () =>`));
  return {
    path: route,
    code: `export function createSample() {\n${methods.join('')}return { first, second };\n}\n`,
  };
}

/** The rules each snippet breaks, in order. */
function lint(snippets: Snippet[]): string[][] {
  const script = join(__dirname, 'lint-snippets.mjs');
  const output = execFileSync(process.execPath, [script], { cwd: root, input: JSON.stringify(snippets) });
  return JSON.parse(output.toString()) as string[][];
}

describe('the linter', () => {
  let broken: string[][];

  beforeAll(() => {
    broken = lint([...refused.map(([, snippet]) => snippet), ...allowed.map(([, snippet]) => snippet)]);
  }, 60_000);

  it.each(refused.map(([title, , expected], index) => ({ title, expected, index })))(
    'refuses: $title',
    ({ expected, index }) => {
      expect(broken[index]).toContain(expected);
    },
  );

  it.each(allowed.map(([title], index) => ({ title, index: refused.length + index })))(
    'allows: $title',
    ({ index }) => {
      expect(broken[index]).toEqual([]);
    },
  );
});
