import js from '@eslint/js';
import boundaries from 'eslint-plugin-boundaries';
import reactHooks from 'eslint-plugin-react-hooks';
import { defineConfig } from 'eslint/config';
import globals from 'globals';
import tseslint from 'typescript-eslint';

// ---- Who may import whom: docs/architecture.md in code -------------------------------------------------------

/** A layer is a top-level folder; a provider's folder is one of its own, so that no channel leans on another. */
const elements = [
  { type: 'provider', pattern: 'channels/*', capture: ['provider'], partialMatch: false },
  { type: 'payment-provider', pattern: 'payments/*', capture: ['provider'], partialMatch: false },
  { type: 'calendar-provider', pattern: 'calendars/*', capture: ['provider'], partialMatch: false },
  ...[
    'domain',
    'workflows',
    'activities',
    'workers',
    'channels',
    'payments',
    'calendars',
    'llm',
    'db',
    'api',
  ].map(folder),
  ...['web', 'cli', 'bridge', 'config', 'observability', 'test'].map(folder),
];

/** Files that stand out from their folder. */
const files = [
  { category: 'contract', pattern: ['workflows/*/contract.ts', 'workflows/search-attributes.ts'] },
  { category: 'task-queues', pattern: 'workers/task-queues.ts' },
  { category: 'root', pattern: ['workers/!(task-queues).ts', 'api/server.ts'] },
];

const contracts = [file('contract'), file('task-queues')];

/** The last policy that matches decides; what none matches is refused. */
const policies = [
  allow(layer('workflows'), layer('domain'), packages('@temporalio/workflow', '@temporalio/common')),
  { from: layer('workflows'), allow: { to: layer('activities'), dependency: { kind: 'type' } } },
  allow(
    layer('activities'),
    layer('domain', 'db', 'channels', 'provider', 'payments', 'calendars', 'llm', 'observability'),
    ...contracts,
  ),
  allow(layer('db', 'llm', 'channels', 'payments', 'calendars', 'config', 'observability'), layer('domain')),
  allow(layer('provider'), layer('domain', 'channels')),
  allow(layer('bridge'), layer('domain', 'channels', 'provider', 'config', 'observability')),
  allow(layer('payment-provider'), layer('domain', 'payments')),
  allow(layer('calendars', 'calendar-provider'), layer('channels')),
  allow(layer('calendar-provider'), layer('domain', 'calendars')),
  allow(
    layer('api'),
    layer(
      'domain',
      'db',
      'channels',
      'provider',
      'payments',
      'payment-provider',
      'calendars',
      'calendar-provider',
    ),
    layer('config', 'observability'),
    ...contracts,
  ),
  allow(layerOtherThan('domain', 'workflows'), packages()),
  {
    from: layerOtherThan('db', 'cli', 'test'),
    disallow: { to: packages('typeorm', 'pg', 'mongoose') },
    message: 'SQL lives in db/: ask a repository.',
  },
  {
    from: layerOtherThan('provider', 'test'),
    disallow: { to: packages('twilio') },
    message: "A provider's library is used in channels/<provider> and nowhere else.",
  },
  {
    from: layerOtherThan('payment-provider', 'test'),
    disallow: { to: packages('stripe', 'mercadopago') },
    message: "A payment provider's library is used in payments/<provider> and nowhere else.",
  },
  {
    from: layerOtherThan('llm', 'test'),
    disallow: { to: packages('@google-cloud/vertexai', '@ai-sdk/*') },
    message: "A language model's client is used in llm/ and nowhere else.",
  },
  {
    from: layer('web'),
    disallow: { to: { module: { origin: 'core' } } },
    message: 'The console runs in a browser.',
  },
  {
    from: layerOtherThan('workers', 'cli', 'test'),
    disallow: { to: packages('@temporalio/worker') },
    message: 'Workers are made in workers/.',
  },
  allow(file('root'), anything()),
  {
    disallow: { to: layer('cli', 'test') },
    message: 'Only tests import the command line, and only tests import tests.',
  },
  allow(layer('cli'), layerOtherThan('test')),
  allow(layer('test'), anything()),
];

function folder(type) {
  return { type, pattern: type, partialMatch: false };
}
function layer(...types) {
  return { element: { types: { anyOf: types } } };
}
function layerOtherThan(...types) {
  return { element: { types: { noneOf: types } } };
}
function file(category) {
  return { file: { categories: category } };
}
function packages(...sources) {
  const origin = ['external', 'core'];
  return { module: sources.length > 0 ? { origin, source: sources } : { origin } };
}
function anything() {
  return { module: { origin: ['local', 'external', 'core'] } };
}
function allow(from, ...targets) {
  return { from, allow: { to: targets } };
}

// ---- What a layer may not touch, whether imported or global --------------------------------------------------

const testFiles = ['test/**/*.ts'];

const noEnvironment = {
  object: 'process',
  property: 'env',
  message: 'config/env.ts reads the environment; take the setting as a parameter.',
};
const noClock = {
  object: 'Date',
  property: 'now',
  message: 'Rules have no clock: take `now` as a parameter.',
};
const noChance = {
  object: 'Math',
  property: 'random',
  message: 'Rules have no chance: take the value as one.',
};

const noTodo = { terms: ['todo', 'fixme', 'xxx', 'hack'], location: 'start' };

const pureGlobals = [
  ...['process', 'fetch', 'crypto', 'performance', 'globalThis', 'Buffer', 'console', 'require'],
  ...['setTimeout', 'setInterval', 'setImmediate', 'queueMicrotask'],
].map((name) => ({ name, message: 'The domain is pure: what it needs comes in as a parameter.' }));

const noArgumentlessDate = [
  "NewExpression[callee.name='Date'][arguments.length=0]",
  "CallExpression[callee.name='Date']",
].map((selector) => ({ selector, message: 'Rules have no clock: take `now` as a parameter.' }));

const sandboxGlobals = ['process', 'fetch', 'Buffer', 'require', 'setInterval', 'setImmediate'].map(
  (name) => ({
    name,
    message: 'Workflow code only orchestrates: do it in an activity.',
  }),
);

const nothingSkipped = ['skip', 'only', 'todo'].map((property) => ({
  selector: `MemberExpression[object.name=/^(it|test|describe)$/][property.name='${property}']`,
  message: 'Every test runs, always.',
}));

/**
 * The lines of code of a function. The methods of an object it returns are functions of their own, so that a
 * factory is as long as what it does itself, and not as what it makes.
 */
const functionLength = {
  meta: { type: 'suggestion', schema: [{ type: 'integer' }] },
  create(context) {
    const { sourceCode, options } = context;
    const [max] = options;
    const check = (node) => {
      const made = returnedFunctions(node);
      const inMade = ({ range }) =>
        made.some((inner) => range[0] >= inner.range[0] && range[1] <= inner.range[1]);
      const tokens = sourceCode.getTokens(node).filter((token) => !inMade(token));
      const lines = new Set(tokens.flatMap(({ loc }) => linesBetween(loc.start.line, loc.end.line)));
      if (lines.size > max) context.report({ node, message: `${lines.size} lines of code; at most ${max}.` });
    };
    return { FunctionDeclaration: check, FunctionExpression: check, ArrowFunctionExpression: check };
  },
};

/** The functions in the object a function returns: written there, or named there and written above. */
function returnedFunctions({ body }) {
  const statements =
    body.type === 'BlockStatement' ? body.body : [{ type: 'ReturnStatement', argument: body }];
  const declared = new Map(
    statements.flatMap(({ declarations = [] }) => declarations).map(({ id, init }) => [id.name, init]),
  );
  return statements
    .filter(({ type, argument }) => type === 'ReturnStatement' && argument?.type === 'ObjectExpression')
    .flatMap(({ argument }) => argument.properties.map(({ value }) => value))
    .map((value) => (value?.type === 'Identifier' ? declared.get(value.name) : value))
    .filter((value) => /Function/.test(value?.type));
}
function linesBetween(first, last) {
  return Array.from({ length: last - first + 1 }, (_, index) => first + index);
}

// ---- The rules -----------------------------------------------------------------------------------------------

export default defineConfig(
  { ignores: ['node_modules/', 'dist/', 'coverage/', '.hilo/', '**/*.d.ts'] },
  { linterOptions: { noInlineConfig: true, reportUnusedDisableDirectives: 'error' } },
  js.configs.recommended,
  {
    files: ['**/*.{js,cjs,mjs}'],
    languageOptions: { globals: globals.node },
  },
  {
    files: ['**/*.js', '**/*.cjs'],
    languageOptions: { sourceType: 'commonjs' },
  },
  {
    files: ['**/*.{ts,tsx}'],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    plugins: { boundaries, house: { rules: { 'function-length': functionLength } } },
    languageOptions: {
      parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname },
    },
    settings: {
      'boundaries/elements': elements,
      'boundaries/files': files,
      'boundaries/dependency-nodes': ['import', 'dynamic-import', 'export', 'require'],
      'boundaries/root-path': import.meta.dirname,
      'boundaries/legacy-templates': false,
      'import/resolver': { node: { extensions: ['.ts', '.tsx', '.d.ts', '.js', '.json', '.node'] } },
    },
    rules: {
      'boundaries/dependencies': [
        'error',
        { default: 'disallow', checkAllOrigins: true, checkUnknownLocals: true, policies },
      ],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      // `return print(text)` ends a command early, and is clear.
      '@typescript-eslint/no-confusing-void-expression': 'off',
      '@typescript-eslint/ban-ts-comment': [
        'error',
        { 'ts-expect-error': true, 'ts-ignore': true, 'ts-nocheck': true, 'ts-check': false },
      ],
      'max-lines': ['error', { max: 300, skipBlankLines: true, skipComments: true }],
      'house/function-length': ['error', 50],
      // A switch over the kinds of a value is one decision, however many kinds there are.
      complexity: ['error', { max: 10, variant: 'modified' }],
      // Factories return closures: what stands in these interfaces as a method reads no `this`.
      '@typescript-eslint/unbound-method': 'off',
      'max-params': ['error', 3],
      eqeqeq: 'error',
      // The compiler refuses a case that falls through, and lets empty ones share a body.
      'no-fallthrough': 'off',
      // Prettier breaks lines; nothing here starts with a bracket by mistake.
      'no-unexpected-multiline': 'off',
      'no-console': 'error',
      'no-restricted-properties': ['error', noEnvironment],
      'no-warning-comments': ['error', noTodo],
    },
  },
  {
    files: ['domain/**/*.ts'],
    rules: {
      'no-restricted-globals': ['error', ...pureGlobals],
      'no-restricted-properties': ['error', noEnvironment, noClock, noChance],
      'no-restricted-syntax': ['error', ...noArgumentlessDate],
    },
  },
  { files: ['workflows/**/*.ts'], rules: { 'no-restricted-globals': ['error', ...sandboxGlobals] } },
  // Express tells an error handler by its four parameters.
  { files: ['api/middleware/errors.ts', 'bridge/app.ts'], rules: { 'max-params': ['error', 4] } },
  {
    files: ['web/**/*.{ts,tsx}'],
    plugins: { 'react-hooks': reactHooks },
    rules: {
      'react-hooks/rules-of-hooks': 'error',
      'react-hooks/exhaustive-deps': 'error',
      // A handler may begin what nobody awaits: what becomes of it is a query's or a mutation's state.
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: { attributes: false } }],
    },
  },
  { files: ['config/env.ts'], rules: { 'no-restricted-properties': 'off' } },
  {
    // TypeORM and mongoose declare their schema options as classes and document object literals for them.
    files: ['db/entities/*.ts', 'db/transcripts/stored-entry.ts'],
    rules: { '@typescript-eslint/no-unsafe-class-instance-assignment': 'off' },
  },
  { files: ['db/migrations/*.ts'], rules: { 'house/function-length': 'off' } },
  // Jest's global set-up hands addresses to the test files, and they to processes, through the environment.
  { files: testFiles, rules: { 'no-restricted-properties': 'off' } },
  // What goes wrong before there is a logger.
  {
    files: ['workers/*.ts', 'api/server.ts'],
    rules: { 'no-console': ['error', { allow: ['warn', 'error'] }] },
  },
  { files: ['cli/**/*.ts', ...testFiles], rules: { 'no-console': 'off' } },
  {
    files: testFiles,
    rules: {
      'house/function-length': 'off',
      // A table's row has as many parameters as columns.
      'max-params': 'off',
      'no-restricted-syntax': ['error', ...nothingSkipped],
      // Jest's asymmetric matchers and supertest's bodies are typed `any`.
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-non-null-assertion': 'off',
      // A fake keeps the port's asynchronous signature without waiting for anything.
      '@typescript-eslint/require-await': 'off',
    },
  },
);
