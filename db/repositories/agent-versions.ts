import { isDeepStrictEqual } from 'node:util';
import type { DataSource, EntityManager } from 'typeorm';
import { DEFAULT_AGENT, type AgentConfiguration, type AgentVersion } from '../../domain/agent/configuration';
import { prepared } from '../prepared';
import { returnedRows } from './send-mapping';

/** A version as lists show it. */
export interface PublishedAgent extends AgentVersion {
  /** Null for what a bot is that was given none. */
  publishedAt: Date | null;
}

export type AgentVersions = ReturnType<typeof createAgentVersions>;

const SELECT = `
  SELECT version, configuration, published_at AS "publishedAt" FROM bot_agent_version
   WHERE account_id = $1 AND bot_id = $2`;

/** What the agents of bots are told to be, in versions that never change. */
export function createAgentVersions(db: DataSource) {
  const read = async (
    condition: string,
    parameters: unknown[],
    unit: EntityManager = db.manager,
  ): Promise<PublishedAgent[]> =>
    returnedRows<PublishedAgent>(await unit.query(prepared(`${SELECT} ${condition}`), parameters)).map(
      withDefaults,
    );

  return {
    /** The newest version. */
    async current(accountId: string, botId: string): Promise<PublishedAgent> {
      const [newest] = await read('ORDER BY version DESC LIMIT 1', [accountId, botId]);
      return newest ?? { ...DEFAULT_AGENT, publishedAt: null };
    },

    /** The version with this number; version 0 is the same for every bot. */
    async version(accountId: string, botId: string, version: number): Promise<AgentVersion> {
      const [found] = await read('AND version = $3', [accountId, botId, version]);
      return found ?? DEFAULT_AGENT;
    },

    /** Newest first. */
    list: (page: { accountId: string; botId: string; limit: number; before: number | null }) =>
      read('AND ($3::int IS NULL OR version < $3) ORDER BY version DESC LIMIT $4', [
        ...[page.accountId, page.botId],
        ...[page.before, page.limit],
      ]),

    /** Makes the next version, unless the newest says the same; null for an unknown bot. Two at once make two. */
    publish: (accountId: string, botId: string, configuration: AgentConfiguration) =>
      db.transaction(async (unit): Promise<PublishedAgent | null> => {
        const bot = 'SELECT id FROM bot_instance WHERE account_id = $1 AND id = $2 FOR UPDATE';
        if (returnedRows(await unit.query(bot, [accountId, botId])).length === 0) return null;
        const [newest] = await read('ORDER BY version DESC LIMIT 1', [accountId, botId], unit);
        if (newest && isDeepStrictEqual(newest.configuration, configuration)) return newest;
        const [row] = returnedRows<PublishedAgent>(
          await unit.query(
            `INSERT INTO bot_agent_version (account_id, bot_id, version, configuration)
             SELECT $1, $2, coalesce(max(version), 0) + 1, $3::json FROM bot_agent_version
              WHERE account_id = $1 AND bot_id = $2
             RETURNING version, configuration, published_at AS "publishedAt"`,
            [accountId, botId, JSON.stringify(configuration)],
          ),
        );
        return row ?? null;
      }),
  };
}

/** A version that was published before there was a setting has that setting's default. */
function withDefaults({ configuration, ...rest }: PublishedAgent): PublishedAgent {
  return { ...rest, configuration: { ...DEFAULT_AGENT.configuration, ...configuration } };
}
