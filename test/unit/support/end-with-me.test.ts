import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { isRunning } from '../../../cli/servers/leftover-process';
import { until } from '../../support/pace';

const TSX = pathToFileURL(require.resolve('tsx')).href;
const STARTER = resolve(__dirname, '../../support/sleeper.ts');

it('a server ends with the process that started it, even when that is killed', async () => {
  const starter = spawn(process.execPath, ['--import', TSX, STARTER], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [said] = (await once(starter.stdout, 'data')) as [Buffer];
  const server = { pid: Number(said.toString()), mark: 'sleep' };
  expect(await isRunning(server)).toBe(true);
  starter.kill('SIGKILL');
  await until({ for: 'the server to end', look: () => isRunning(server), is: (running) => !running });
});
