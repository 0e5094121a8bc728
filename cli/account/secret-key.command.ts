import type { Command } from 'commander';
import { freshJwtSecret, keyText, randomKeyParts } from './fresh-key';

/** `hilo secret-key`: a key that encrypts platform credentials and other secrets in the database. */
export function registerSecretKey(program: Command): void {
  program
    .command('secret-key')
    .description('Print a fresh HILO_SECRET_KEY, which encrypts platform credentials and secrets of bots')
    .addHelpText('after', '\nExample:\n  $ hilo secret-key >> .env')
    .action(() => console.log(`HILO_SECRET_KEY=${keyText(randomKeyParts())}`));
}

/** `hilo jwt-secret`: what signs the access tokens of operators. */
export function registerJwtSecret(program: Command): void {
  program
    .command('jwt-secret')
    .description('Print a fresh JWT_SECRET, which signs the access tokens of operators')
    .addHelpText('after', '\nExample:\n  $ hilo jwt-secret >> .env')
    .action(() => console.log(`JWT_SECRET=${freshJwtSecret()}`));
}
