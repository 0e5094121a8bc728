import { runScript } from '../support/run-script';

void runScript(
  { command: 'npm run bench', folder: __dirname, suffix: '.bench.ts' },
  process.argv.slice(2),
).then(
  (code) => process.exit(code),
  (error: unknown) => {
    console.error(error);
    process.exit(1);
  },
);
