import type { DataSource, EntityManager } from 'typeorm';
import { uuidv7 } from 'uuidv7';
import type { Scenario } from '../../domain/conversations/scenario';
import { ScenarioEntity, ScenarioVersionEntity, type ScenarioRow } from '../entities/scenario.entity';
import { prepared } from '../prepared';
import { returnedRows } from './send-mapping';
import { violatesUnique } from './unique-violation';

/** A version of a scenario, as a conversation runs it. */
export interface PublishedScenario {
  scenarioId: string;
  botId: string;
  version: number;
  scenario: Scenario;
  publishedAt: Date;
}

/** A scenario in a list: its frame, without the steps. */
export type ListedScenario = Omit<ScenarioRow, 'scenario' | 'accountId'>;

export type Scenarios = ReturnType<typeof createScenarios>;

interface Page {
  accountId: string;
  limit: number;
}

const NAME = 'bot_scenario_name_unique';

/** The scenarios of bots and their published versions. */
export function createScenarios(db: DataSource) {
  const scenarios = db.getRepository(ScenarioEntity);
  const versions = db.getRepository(ScenarioVersionEntity);

  const get = async (accountId: string, scenarioId: string): Promise<ScenarioRow | null> =>
    scenarios.findOneBy({ id: scenarioId, accountId });

  const publish = async (
    accountId: string,
    scenarioId: string,
    scenario: Scenario,
  ): Promise<ScenarioRow | 'name-taken' | null> => {
    const done = await unlessTaken(() =>
      db.transaction((manager) => publishNext(manager, { accountId, scenarioId, scenario })),
    );
    return done === 'name-taken' ? done : get(accountId, scenarioId);
  };

  const published = async (condition: string, parameters: unknown[]): Promise<PublishedScenario | null> => {
    const [row] = returnedRows<PublishedRow>(
      await db.query(prepared(`${PUBLISHED} WHERE scenario.account_id = $1 AND ${condition}`), parameters),
    );
    return row ? toPublished(row) : null;
  };

  return {
    get,

    /** Makes a scenario with version 1, active only when said so later; null when the bot has one of this name. */
    async create(accountId: string, botId: string, scenario: Scenario): Promise<ScenarioRow | null> {
      const id = uuidv7();
      const done = await unlessTaken(() =>
        db.transaction(async (manager) => {
          await manager.query(
            `INSERT INTO bot_scenario (id, account_id, bot_id, name, description, scenario_data, version)
             VALUES ($1, $2, $3, $4, $5, $6, 1)`,
            [id, accountId, botId, ...contentOf(scenario)],
          );
          await keepVersion(manager, { accountId, scenarioId: id, scenario, version: 1 });
        }),
      );
      return done === 'name-taken' ? null : scenarios.findOneByOrFail({ id, accountId });
    },

    /** Publishes the next version; conversations stay on theirs. Null for an unknown scenario. */
    publish,

    /** Publishes what an earlier version said as the next one; null for an unknown scenario or version. */
    async rollback(
      accountId: string,
      scenarioId: string,
      version: number,
    ): Promise<ScenarioRow | 'name-taken' | null> {
      const wanted = await versions.findOneBy({ accountId, scenarioId, version });
      return wanted ? publish(accountId, scenarioId, wanted.scenario) : null;
    },

    /** Oldest first. */
    async list(page: Page & { botId: string; after: string | null }): Promise<ListedScenario[]> {
      const query = scenarios
        .createQueryBuilder('scenario')
        .select(LISTED.map((column) => `scenario.${column}`))
        .where({ accountId: page.accountId, botId: page.botId })
        .orderBy('scenario.id')
        .take(page.limit);
      if (page.after !== null) query.andWhere('scenario.id > :after', { after: page.after });
      return query.getMany();
    },

    /** A version as it was published; null for an unknown one. */
    version: (accountId: string, scenarioId: string, version: number): Promise<PublishedScenario | null> =>
      published('scenario.id = $2 AND version.version = $3', [accountId, scenarioId, version]),

    /** When its versions were published, newest first. */
    async versions(
      page: Page & { scenarioId: string; before: number | null },
    ): Promise<{ version: number; publishedAt: Date }[]> {
      const query = versions
        .createQueryBuilder('version')
        .select(['version.scenarioId', 'version.version', 'version.publishedAt'])
        .where({ accountId: page.accountId, scenarioId: page.scenarioId })
        .orderBy('version.version', 'DESC')
        .take(page.limit);
      if (page.before !== null) query.andWhere('version.version < :before', { before: page.before });
      return (await query.getMany()).map(({ version, publishedAt }) => ({ version, publishedAt }));
    },

    /** Makes it the bot's only active scenario; null for an unknown one. */
    async activate(accountId: string, scenarioId: string): Promise<ScenarioRow | null> {
      await db.transaction(async (manager) => {
        // Two at once follow each other.
        await manager.query(
          `SELECT 1 FROM bot_instance bot JOIN bot_scenario scenario ON scenario.bot_id = bot.id
            WHERE scenario.account_id = $1 AND scenario.id = $2 FOR UPDATE OF bot`,
          [accountId, scenarioId],
        );
        await manager.query(
          `UPDATE bot_scenario SET is_active = false
            WHERE is_active AND id <> $2 AND account_id = $1
              AND bot_id = (SELECT bot_id FROM bot_scenario WHERE account_id = $1 AND id = $2)`,
          [accountId, scenarioId],
        );
        await manager.update(ScenarioEntity, { id: scenarioId, accountId }, { isActive: true });
      });
      return get(accountId, scenarioId);
    },

    /** What the bot follows with whoever writes next: the newest version of its active scenario, or null. */
    active: (accountId: string, botId: string): Promise<PublishedScenario | null> =>
      published('scenario.bot_id = $2 AND scenario.is_active AND version.version = scenario.version', [
        accountId,
        botId,
      ]),

    /** Deletes it with its versions, unless a conversation still runs on it; null for an unknown scenario. */
    async remove(accountId: string, scenarioId: string): Promise<'removed' | 'in-use' | null> {
      const found = await get(accountId, scenarioId);
      if (!found) return null;
      const removed = returnedRows(
        await db.query(
          `DELETE FROM bot_scenario scenario WHERE scenario.account_id = $1 AND scenario.id = $2
              AND NOT EXISTS (SELECT 1 FROM bot_dialog_state dialog
                    WHERE dialog.account_id = $1 AND dialog.bot_id = scenario.bot_id
                      AND dialog.scenario_id = scenario.id AND dialog.state->>'status' = 'running')
            RETURNING scenario.id`,
          [accountId, scenarioId],
        ),
      );
      return removed.length > 0 ? 'removed' : 'in-use';
    },
  };
}

const LISTED = [
  'id',
  'botId',
  'name',
  'description',
  'version',
  'isActive',
  'createdAt',
  'updatedAt',
] satisfies (keyof ListedScenario)[];

const PUBLISHED = `
  SELECT scenario.id, scenario.bot_id, version.version, version.scenario_data, version.published_at
    FROM bot_scenario scenario
    JOIN bot_scenario_version version
      ON version.account_id = scenario.account_id AND version.scenario_id = scenario.id`;

interface PublishedRow {
  id: string;
  bot_id: string;
  version: number;
  scenario_data: Scenario;
  published_at: Date;
}

function toPublished(row: PublishedRow): PublishedScenario {
  return {
    scenarioId: row.id,
    botId: row.bot_id,
    version: row.version,
    scenario: row.scenario_data,
    publishedAt: row.published_at,
  };
}

/** Its name, description and all of it, as text. */
function contentOf(scenario: Scenario): (string | null)[] {
  return [scenario.name, scenario.description ?? null, JSON.stringify(scenario)];
}

interface NextVersion {
  accountId: string;
  scenarioId: string;
  scenario: Scenario;
}

async function publishNext(manager: EntityManager, next: NextVersion): Promise<void> {
  const { accountId, scenarioId, scenario } = next;
  const [row] = returnedRows<{ version: number }>(
    await manager.query(
      `UPDATE bot_scenario SET version = version + 1, name = $3, description = $4, scenario_data = $5,
              updated_at = now()
        WHERE account_id = $1 AND id = $2 RETURNING version`,
      [accountId, scenarioId, ...contentOf(scenario)],
    ),
  );
  if (row) await keepVersion(manager, { ...next, version: row.version });
}

async function keepVersion(
  manager: EntityManager,
  { accountId, scenarioId, scenario, version }: NextVersion & { version: number },
): Promise<void> {
  await manager.query(
    'INSERT INTO bot_scenario_version (account_id, scenario_id, version, scenario_data) VALUES ($1, $2, $3, $4)',
    [accountId, scenarioId, version, JSON.stringify(scenario)],
  );
}

async function unlessTaken(write: () => Promise<void>): Promise<'done' | 'name-taken'> {
  try {
    await write();
    return 'done';
  } catch (error) {
    if (violatesUnique(error, NAME)) return 'name-taken';
    throw error;
  }
}
