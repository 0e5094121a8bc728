import { runScript } from '../../support/run-script';

void runScript(
  { command: 'npm run prove', folder: __dirname, suffix: '.prove.ts' },
  process.argv.slice(2),
).then(
  (code) => process.exit(code),
  (error: unknown) => {
    console.error(error);
    process.exit(1);
  },
);
