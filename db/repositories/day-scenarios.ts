import type { DataSource } from 'typeorm';
import { returnedRows } from './send-mapping';

/** A scenario that a program's day names, as it is published now. */
export interface DayScenario {
  botId: string;
  scenarioId: string;
  version: number;
}

export type DayScenarios = ReturnType<typeof createDayScenarios>;

/** The scenarios that programs play, by the names their definitions use. */
export function createDayScenarios(db: DataSource) {
  return {
    /** Null when the account has no active bot of this name, or the bot no such scenario. */
    async find(
      accountId: string,
      { bot, scenario }: { bot: string; scenario: string },
    ): Promise<DayScenario | null> {
      const [row] = returnedRows<DayScenario>(
        await db.query(
          `SELECT bot.id AS "botId", scenario.id AS "scenarioId", scenario.version
             FROM bot_instance bot JOIN bot_scenario scenario
               ON scenario.account_id = bot.account_id AND scenario.bot_id = bot.id
            WHERE bot.account_id = $1 AND bot.name = $2 AND scenario.name = $3 AND bot.is_active`,
          [accountId, bot, scenario],
        ),
      );
      return row ?? null;
    },
  };
}
