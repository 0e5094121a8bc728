import type { Command } from 'commander';
import { keyText, randomKeyParts, type KeyParts } from './fresh-key';

/** `hilo codec-key`: a key that encrypts what Hilo writes into workflow histories. */
export function registerCodecKey(program: Command): void {
  program
    .command('codec-key')
    .description('Print a fresh TEMPORAL_PAYLOAD_KEY, which encrypts workflow histories')
    .addHelpText('after', '\nExample:\n  $ hilo codec-key >> .env')
    .action(() => console.log(codecKeyLine(randomKeyParts())));
}

/** The setting's line. */
export function codecKeyLine(key: KeyParts): string {
  return `TEMPORAL_PAYLOAD_KEY=${keyText(key)}`;
}
