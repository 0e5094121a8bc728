import { runAsCommand } from '../support/run-script';

runAsCommand({ command: 'npm run bench', folder: __dirname, suffix: '.bench.ts' });
