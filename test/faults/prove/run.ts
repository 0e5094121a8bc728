import { runAsCommand } from '../../support/run-script';

runAsCommand({ command: 'npm run prove', folder: __dirname, suffix: '.prove.ts' });
