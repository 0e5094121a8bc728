import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { until } from '../support/pace';
import { READY, runHilo } from '../support/running-hilo';
import { takePictures } from './take-pictures';

const FOLDER = resolve(__dirname, '../../docs/screenshots');
const say = (line: string) => console.log(line);

/** `npm run screenshots`: of a Hilo of its own, once its program has had some days, or of the one at `--url`. */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { url: { type: 'string' }, after: { type: 'string', default: '200' } },
  });
  if (values.url !== undefined) return takePictures({ url: values.url, folder: FOLDER, say });
  const dataDir = mkdtempSync(join(tmpdir(), 'hilo-screenshots-'));
  const hilo = runHilo(dataDir, { HILO_DEMO: '1' });
  try {
    await hilo.waitFor(READY);
    const url = hilo.place('API');
    const isReady = async () =>
      ((await (await fetch(`${url}/api/demonstration`)).json()) as { isReady: boolean }).isReady;
    await until({ for: 'the demonstration to be ready', look: isReady, is: Boolean });
    say(`the demonstration is ready; its program has ${values.after} seconds more`);
    await sleep(Number(values.after) * 1000);
    await takePictures({ url, folder: FOLDER, say });
  } finally {
    await hilo.interrupt();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
