import type request from 'supertest';
import { createTestBot, deliver, type Delivery } from './bot-webhooks';
import { createTestApi, type TestApi } from './test-api';

interface StoredRow {
  id: string;
  bot_id: string | null;
  dialog_state_id: string | null;
  content: object;
  handled_at: Date | null;
}

/** A bot on every platform, what its webhooks bring, and what came of it. */
export interface BotInbox {
  api: TestApi;
  bot: string;
  /** Posts a webhook with the proof of the bot's own platform, and waits for what it began. */
  genuine(delivery: Delivery): Promise<request.Response>;
  /** What of a kind was asked of Temporal, such as `message` or `close`. */
  told(what: string): string[];
  stored(): Promise<StoredRow[]>;
  /** The ids of a bot's dialogs, oldest first. */
  dialogsOf(botId: string): Promise<string[]>;
  close(): Promise<void>;
}

export async function createBotInbox(): Promise<BotInbox> {
  const api = await createTestApi();
  const bot = await createTestBot(api, 'mine');
  const { dataSource } = api.database;
  return {
    api,
    bot,
    genuine: (delivery) => deliver(api, delivery, delivery.proofFor('mine')),
    told: (what) => api.temporal.asked.filter((line) => line.startsWith(`${what} `)),
    stored: () =>
      dataSource.query<StoredRow[]>(
        'SELECT id, bot_id, dialog_state_id, content, handled_at FROM inbound_message ORDER BY id',
      ),
    async dialogsOf(botId) {
      const rows = await dataSource.query<{ id: string }[]>(
        'SELECT id FROM bot_dialog_state WHERE bot_id = $1 ORDER BY id',
        [botId],
      );
      return rows.map(({ id }) => id);
    },
    close: () => api.close(),
  };
}
