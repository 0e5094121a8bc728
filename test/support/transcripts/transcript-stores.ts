import { randomBytes } from 'node:crypto';
import { createConnection } from 'mongoose';
import type { DataSource } from 'typeorm';
import { uuidv7 } from 'uuidv7';
import { createTranscripts, type TranscriptStore } from '../../../db/transcripts/create-transcripts';
import { createTestDatabase, type TestDatabase } from '../test-database';
import { TEST_SETTINGS, testSetting } from '../test-servers';

/** One adapter over a store of its own, and a Postgres with whatever dialogs a test wants. */
export interface TranscriptRig {
  transcripts: TranscriptStore;
  database: TestDatabase;
  close(): Promise<void>;
}

export interface Dialog {
  accountId: string;
  contactId: string;
  dialogId: string;
}

/** Why there is no MongoDB to test against; undefined where there is one. */
export function missingMongo(): string | undefined {
  return process.env[TEST_SETTINGS.mongoMissing];
}

export async function postgresRig(): Promise<TranscriptRig> {
  const database = await createTestDatabase();
  const transcripts = createTranscripts({ db: database.dataSource, mongodbUrl: undefined });
  return { transcripts, database, close: () => database.drop() };
}

export async function mongoRig(): Promise<TranscriptRig> {
  const database = await createTestDatabase();
  const url = ownMongoDatabase();
  const transcripts = createTranscripts({ db: database.dataSource, mongodbUrl: url });
  const close = async () => {
    await transcripts.close();
    await dropMongo(url);
    await database.drop();
  };
  return { transcripts, database, close };
}

/** A database of the caller's own on the MongoDB of the tests. */
export function ownMongoDatabase(): string {
  const url = new URL(testSetting('mongoUrl'));
  url.pathname = `/hilo_test_${randomBytes(6).toString('hex')}`;
  return url.href;
}

export async function dropMongo(url: string): Promise<void> {
  const connection = await createConnection(url).asPromise();
  await connection.dropDatabase();
  await connection.close();
}

/** A dialog with its account, contact and bot, as the tables want them. */
export async function makeDialog(db: DataSource, accountId = uuidv7()): Promise<Dialog> {
  const [contactId, botId, dialogId] = [uuidv7(), uuidv7(), uuidv7()];
  await db.query("INSERT INTO account (id, name) VALUES ($1, 'One') ON CONFLICT DO NOTHING", [accountId]);
  await db.query('INSERT INTO contact (id, account_id) VALUES ($1, $2)', [contactId, accountId]);
  await db.query('INSERT INTO bot_instance (id, account_id, name) VALUES ($1, $2, $3)', [
    botId,
    accountId,
    botId,
  ]);
  await addDialog(db, { accountId, contactId, dialogId }, botId);
  return { accountId, contactId, dialogId };
}

async function addDialog(db: DataSource, dialog: Dialog, botId: string): Promise<void> {
  await db.query(
    `INSERT INTO bot_dialog_state (id, account_id, bot_id, platform, platform_chat_id, contact_id, last_interaction_at)
     VALUES ($1, $2, $3, 'simulator', $4, $5, now())`,
    [dialog.dialogId, dialog.accountId, botId, dialog.contactId, dialog.contactId],
  );
}
