import type { Command } from 'commander';
import { readEnv } from '../../config/env';
import { secretKeysOf } from '../../config/secret-keys';
import { createDataSource } from '../../db/data-source';
import { createKeyRotation, type KeyRotation, type UnopenedValue } from '../../db/repositories/key-rotation';
import { createSealedRows, type SealedRows } from '../../db/repositories/sealed-rows';
import { createSecretBox, type SecretKey } from '../../db/secrets/secret-box';
import { settingsInUse } from '../doctor/settings-in-use';
import { count } from '../terminal/count';
import { printJson } from '../terminal/print-json';
import { keyRows, statusText, unopenedText } from './secrets-screens';

/** `hilo secrets status|rotate`. */
export function registerSecrets(program: Command): void {
  const secrets = program
    .command('secrets')
    .description('What is kept encrypted in the database, of every account; needs the database and its keys');
  secrets
    .command('status')
    .description('How many secrets each key has sealed')
    .option('--json', 'print JSON')
    .action(status);
  secrets
    .command('rotate')
    .description('Seal everything anew with HILO_SECRET_KEY; goes on where an earlier one was stopped')
    .option('--json', 'print JSON')
    .addHelpText(
      'after',
      '\nExample:\n  $ HILO_SECRET_KEY=<new> HILO_SECRET_OLD_KEYS=<old> hilo secrets rotate\n' +
        '\nEvery API and worker must run with both keys before.',
    )
    .action(rotate);
}

interface Opened {
  rotation: KeyRotation;
  rows: SealedRows;
  current: SecretKey;
  earlier: readonly SecretKey[];
}

async function status(options: { json?: true }): Promise<void> {
  await withRotation(async (opened) => {
    const found = await statusOf(opened);
    if (options.json) return printJson(found);
    console.log(statusText(found));
  });
}

async function rotate(options: { json?: true }): Promise<void> {
  await withRotation(async (opened) => {
    const say = options.json ? () => undefined : (line: string) => console.error(line);
    const { resealed, unopened } = await rotateAll(opened.rotation, say);
    const found = { resealed, unopened, ...(await statusOf(opened)) };
    if (found.left > 0) process.exitCode = 1;
    if (options.json) return printJson(found);
    console.log(`${count(resealed, 'secret')} sealed anew with ${opened.current.id}, ${found.left} left.`);
    if (unopened.length > 0) console.log(unopenedText(unopened));
    console.log(statusText(found));
  });
}

async function statusOf({ rotation, rows, current, earlier }: Opened) {
  const counts = await rows.keysInUse();
  const keys = keyRows(counts, { current, earlier });
  const left = counts.reduce((sum, { keyId, count: each }) => sum + (keyId === current.id ? 0 : each), 0);
  return { left, erasedHashes: await rotation.erasedHashes(), keys };
}

/** Every account in turn; what is written between two looks is sealed with the current key already. */
async function rotateAll(rotation: KeyRotation, say: (line: string) => void) {
  let resealed = 0;
  const unopened: UnopenedValue[] = [];
  for (const accountId of await rotation.accountsLeft()) {
    let ofAccount = 0;
    for await (const part of rotation.rotate(accountId)) {
      ofAccount += part.resealed;
      unopened.push(...part.unopened);
    }
    resealed += ofAccount;
    say(`account ${accountId}: ${count(ofAccount, 'secret')}`);
  }
  return { resealed, unopened };
}

async function withRotation(work: (opened: Opened) => Promise<void>): Promise<void> {
  const { env } = await settingsInUse(readEnv());
  const { current, earlier } = secretKeysOf(env);
  if (current === null) throw new Error('There is no key for secrets: set HILO_SECRET_KEY.');
  if (env.DATABASE_URL === undefined) throw new Error('Start Hilo with npm start, or set DATABASE_URL.');
  const db = await createDataSource({ url: env.DATABASE_URL, poolSize: 3 }).initialize();
  try {
    const box = createSecretBox({ current, earlier });
    const others = earlier.filter(({ id }) => id !== current.id);
    const rows = createSealedRows(db);
    await work({ rotation: createKeyRotation(db, box, current.id), rows, current, earlier: others });
  } finally {
    await db.destroy();
  }
}
