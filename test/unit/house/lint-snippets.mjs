import { text } from 'node:stream/consumers';
import { ESLint } from 'eslint';
import tseslint from 'typescript-eslint';

// Lints the snippets given on standard input, [{ path, code }], with the project's own configuration, and prints
// the names of the rules each one breaks. A process of its own, because the configuration is an ES module.
// Typed rules read files from the disk, so snippets of files that do not exist go without them.
const untyped = [
  tseslint.configs.disableTypeChecked,
  { files: ['**/*.ts'], languageOptions: { parserOptions: { projectService: false } } },
];

// A project of one file: reading all of Hilo takes half a minute, and says no more about a rule.
const small = [
  {
    files: ['**/*.ts'],
    languageOptions: {
      parserOptions: {
        projectService: false,
        project: 'test/fixtures/lint/tsconfig.json',
        // Where CI is set it would take the file of the disk for the snippet.
        disallowAutomaticSingleRunInference: true,
      },
    },
  },
];

const typedLinter = new ESLint({ overrideConfig: small });
const linter = new ESLint({ overrideConfig: untyped });

const snippets = JSON.parse(await text(process.stdin));
const broken = [];
for (const { path, code, typed } of snippets) {
  const [result] = await (typed ? typedLinter : linter).lintText(code, { filePath: path });
  broken.push(result.messages.map((message) => message.ruleId ?? message.message));
}
process.stdout.write(JSON.stringify(broken));
