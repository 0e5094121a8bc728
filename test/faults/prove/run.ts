import { runAsCommand } from '../../support/run-script';

runAsCommand({
  command: 'prove',
  folder: __dirname,
  suffix: '.prove.ts',
  names: ['sends', 'conversations', 'checkout', 'agent', 'models', 'broadcast', 'access'],
  byNameOnly: ['cluster'],
});
