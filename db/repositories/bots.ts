import type { DataSource } from 'typeorm';
import { MoreThan } from 'typeorm';
import { uuidv7 } from 'uuidv7';
import { BotEntity, type BotMode, type BotRow } from '../entities/bot.entity';
import { returnedRows } from './send-mapping';
import { violatesUnique } from './unique-violation';

/** What an account says of a bot. */
export interface BotDescription {
  name: string;
  description: string | null;
  mode: BotMode;
}

export type Bots = ReturnType<typeof createBots>;

/** The bots of an account. */
export function createBots(db: DataSource) {
  const bots = db.getRepository(BotEntity);

  const idsOf = async (statement: string, parameters: unknown[]): Promise<string[]> =>
    returnedRows<{ id: string }>(await db.query(statement, parameters)).map(({ id }) => id);

  return {
    /** An active bot; null when the name is taken. */
    async create(accountId: string, description: BotDescription): Promise<BotRow | null> {
      const id = uuidv7();
      try {
        await bots.insert({ id, accountId, ...description, isActive: true });
      } catch (error) {
        if (violatesUnique(error, 'bot_name_unique')) return null;
        throw error;
      }
      return bots.findOneByOrFail({ id, accountId });
    },

    async get(accountId: string, botId: string): Promise<BotRow | null> {
      return bots.findOneBy({ id: botId, accountId });
    },

    /** Oldest first. */
    async list(page: { accountId: string; limit: number; after: string | null }): Promise<BotRow[]> {
      const { accountId, limit, after } = page;
      const where = { accountId, ...(after === null ? {} : { id: MoreThan(after) }) };
      return bots.find({ where, order: { id: 'ASC' }, take: limit });
    },

    /** Null for an unknown bot. */
    async update(
      accountId: string,
      botId: string,
      description: BotDescription,
    ): Promise<BotRow | 'name-taken' | null> {
      try {
        await bots.update({ id: botId, accountId }, description);
      } catch (error) {
        if (violatesUnique(error, 'bot_name_unique')) return 'name-taken';
        throw error;
      }
      return bots.findOneBy({ id: botId, accountId });
    },

    /** Null for an unknown bot. */
    async setActive(accountId: string, botId: string, isActive: boolean): Promise<BotRow | null> {
      await bots.update({ id: botId, accountId }, { isActive });
      return bots.findOneBy({ id: botId, accountId });
    },

    /** Its conversations page by page, in the order of their ids. */
    async dialogIds(page: {
      accountId: string;
      botId: string;
      limit: number;
      after: string | null;
    }): Promise<string[]> {
      return idsOf(
        `SELECT id FROM bot_dialog_state
          WHERE account_id = $1 AND bot_id = $2 AND ($3::uuid IS NULL OR id > $3) ORDER BY id LIMIT $4`,
        [page.accountId, page.botId, page.after, page.limit],
      );
    },

    /** The ids of its media files, for what a scenario may name. */
    async mediaIds(accountId: string, botId: string): Promise<Set<string>> {
      return new Set(
        await idsOf('SELECT id FROM bot_media_file WHERE account_id = $1 AND bot_id = $2', [
          accountId,
          botId,
        ]),
      );
    },

    /** Deletes the bot with everything that belongs to it; false for an unknown bot. */
    async remove(accountId: string, botId: string): Promise<boolean> {
      const done = await bots.delete({ id: botId, accountId });
      return done.affected === 1;
    },
  };
}
