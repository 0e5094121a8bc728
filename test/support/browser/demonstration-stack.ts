import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { until } from '../pace';
import { READY, runHilo } from '../running-hilo';

export interface DemonstrationStack {
  url: string;
  stop(): Promise<void>;
}

/** `npm start` in a folder of its own, with its demonstration filled. */
export async function startDemonstration(): Promise<DemonstrationStack> {
  const folder = mkdtempSync(join(tmpdir(), 'hilo-demonstration-'));
  const hilo = runHilo(folder, { HILO_DEMO: '1' });
  const stop = async () => {
    await hilo.interrupt();
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    await hilo.waitFor(READY);
    const url = hilo.place('API');
    const isReady = async () =>
      ((await (await fetch(`${url}/api/demonstration`)).json()) as { isReady: boolean }).isReady;
    await until({ for: 'the demonstration to be ready', look: isReady, is: Boolean });
    return { url, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
