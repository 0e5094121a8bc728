import type { Command } from 'commander';
import { readEnv } from '../../config/env';
import { payloadCodecOf } from '../../config/temporal/connection';
import { startCodecServer } from './codec-server';

/** `hilo codec-server`: lets the Web UI of a Temporal cluster show what is encrypted, on the machine of who looks. */
export function registerCodecServer(program: Command): void {
  program
    .command('codec-server')
    .description('Open encrypted histories for a Temporal Web UI; listens on this machine alone')
    .requiredOption('--ui <address>', 'the address of the Web UI, such as https://cloud.temporal.io')
    .addHelpText('after', '\nExample:\n  $ hilo codec-server --ui https://cloud.temporal.io')
    .action(serve);
}

async function serve({ ui }: { ui: string }): Promise<void> {
  const env = readEnv();
  const codec = payloadCodecOf(env);
  if (codec === null) throw new Error('TEMPORAL_PAYLOAD_KEY is not set: nothing is encrypted.');
  const origins = [new URL(ui).origin];
  const { url } = await startCodecServer({ codec, port: env.HILO_CODEC_PORT, origins });
  console.log(`In the Web UI, set the codec server to ${url}. Ctrl-C stops it.`);
}
