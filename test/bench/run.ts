import { runAsCommand } from '../support/run-script';
import { writePerformance } from './performance-table';

runAsCommand({
  command: 'bench',
  folder: __dirname,
  suffix: '.bench.ts',
  names: ['programs', 'turns', 'broadcast', 'shop', 'engine', 'live', 'console'],
  afterAll: writePerformance,
});
