import { randomBytes } from 'node:crypto';
import type { Command } from 'commander';

const SECRET_BYTES = 32;

/** `hilo codec-key`: a key that encrypts what Hilo writes into workflow histories. */
export function registerCodecKey(program: Command): void {
  program
    .command('codec-key')
    .description('Print a fresh TEMPORAL_PAYLOAD_KEY, which encrypts workflow histories')
    .addHelpText('after', '\nExample:\n  $ hilo codec-key >> .env')
    .action(() => {
      console.log(
        codecKeyLine({ madeAt: new Date(), tag: randomBytes(2), secret: randomBytes(SECRET_BYTES) }),
      );
    });
}

/** The setting's line; the key's id says when it was made and tells it from another one of that day. */
export function codecKeyLine(key: { madeAt: Date; tag: Buffer; secret: Buffer }): string {
  const day = key.madeAt.toISOString().slice(0, 10).replaceAll('-', '');
  return `TEMPORAL_PAYLOAD_KEY=k${day}-${key.tag.toString('hex')}:${key.secret.toString('base64')}`;
}
