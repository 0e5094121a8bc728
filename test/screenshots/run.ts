import { resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { startDemonstration } from '../support/browser/demonstration-stack';
import { takePictures } from './take-pictures';

const FOLDER = resolve(__dirname, '../../docs/screenshots');
const say = (line: string) => console.log(line);

/** `npm run screenshots`: of a Hilo of its own, once its program has had some days, or of the one at `--url`. */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { url: { type: 'string' }, after: { type: 'string', default: '200' } },
  });
  if (values.url !== undefined) return takePictures({ url: values.url, folder: FOLDER, say });
  const demonstration = await startDemonstration();
  try {
    say(`the demonstration is ready; its program has ${values.after} seconds more`);
    await sleep(Number(values.after) * 1000);
    await takePictures({ url: demonstration.url, folder: FOLDER, say });
  } finally {
    await demonstration.stop();
  }
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
