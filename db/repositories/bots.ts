import type { DataSource } from 'typeorm';
import { uuidv7 } from 'uuidv7';
import type { Platform } from '../../domain/conversations/platform-credentials';
import { BotEntity, type BotMode, type BotRow } from '../entities/bot.entity';
import { returnedRows } from './send-mapping';
import { violatesUnique } from './unique-violation';

/** What an account says of a bot. */
export interface BotDescription {
  name: string;
  description: string | null;
  mode: BotMode;
  orderTemplate?: string | null;
  cartTemplate?: string | null;
}

/** A bot, where it is and what it follows. */
export interface Bot extends BotRow {
  /** The platforms it answers on. */
  platforms: Platform[];
  /** Its active scenario in the newest version; null where none is active. */
  scenario: { id: string; name: string; version: number } | null;
}

export type Bots = ReturnType<typeof createBots>;

const SELECT = `
  SELECT bot.id, bot.account_id AS "accountId", bot.name, bot.description, bot.mode, bot.is_active AS "isActive",
         bot.order_template AS "orderTemplate", bot.cart_template AS "cartTemplate",
         bot.created_at AS "createdAt", bot.updated_at AS "updatedAt",
         ARRAY(SELECT platform FROM bot_platform_credential place
                WHERE place.bot_id = bot.id AND place.is_active ORDER BY platform) AS platforms,
         (SELECT json_build_object('id', id, 'name', name, 'version', version) FROM bot_scenario scenario
           WHERE scenario.bot_id = bot.id AND scenario.is_active) AS scenario
    FROM bot_instance bot WHERE bot.account_id = $1`;

/** The bots of an account. */
export function createBots(db: DataSource) {
  const bots = db.getRepository(BotEntity);

  const select = async (condition: string, parameters: unknown[]): Promise<Bot[]> =>
    returnedRows<Bot>(await db.query(`${SELECT} AND ${condition}`, parameters));

  const get = async (accountId: string, botId: string): Promise<Bot | null> =>
    (await select('bot.id = $2', [accountId, botId]))[0] ?? null;

  const idsOf = async (statement: string, parameters: unknown[]): Promise<string[]> =>
    returnedRows<{ id: string }>(await db.query(statement, parameters)).map(({ id }) => id);

  return {
    get,

    /** An active bot; null when the name is taken. */
    async create(accountId: string, description: BotDescription): Promise<Bot | null> {
      const id = uuidv7();
      try {
        await bots.insert({ id, accountId, ...description, isActive: true });
      } catch (error) {
        if (violatesUnique(error, 'bot_name_unique')) return null;
        throw error;
      }
      return get(accountId, id);
    },

    /** Oldest first. */
    list: (page: { accountId: string; limit: number; after: string | null }): Promise<Bot[]> =>
      select('($2::uuid IS NULL OR bot.id > $2) ORDER BY bot.id LIMIT $3', [
        page.accountId,
        page.after,
        page.limit,
      ]),

    /** Null for an unknown bot. */
    async update(
      accountId: string,
      botId: string,
      description: BotDescription,
    ): Promise<Bot | 'name-taken' | null> {
      try {
        await bots.update({ id: botId, accountId }, description);
      } catch (error) {
        if (violatesUnique(error, 'bot_name_unique')) return 'name-taken';
        throw error;
      }
      return get(accountId, botId);
    },

    /** Null for an unknown bot. */
    async setActive(accountId: string, botId: string, isActive: boolean): Promise<Bot | null> {
      await bots.update({ id: botId, accountId }, { isActive });
      return get(accountId, botId);
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

    /** The files that were uploaded for it, which a scenario may name; what people sent it may not. */
    async mediaIds(accountId: string, botId: string): Promise<Set<string>> {
      return new Set(
        await idsOf(
          'SELECT id FROM bot_media_file WHERE account_id = $1 AND bot_id = $2 AND dialog_state_id IS NULL',
          [accountId, botId],
        ),
      );
    },

    /** Deletes the bot with everything that belongs to it; false for an unknown bot. */
    async remove(accountId: string, botId: string): Promise<boolean> {
      const done = await bots.delete({ id: botId, accountId });
      return done.affected === 1;
    },
  };
}
