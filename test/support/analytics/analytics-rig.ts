import type { DataSource } from 'typeorm';
import { uuidv7 } from 'uuidv7';
import { countHours } from '../../../activities/analytics/count-hours';
import { hoursAround } from '../../../domain/analytics/hours';
import type { DateRange, Grain } from '../../../domain/analytics/range';
import { figuresOf, REPORTS, type ReportName } from '../../../domain/analytics/reports';
import { createAccounts } from '../../../db/repositories/accounts';
import { createAnalyticsReports } from '../../../db/repositories/analytics-reports';
import { createAnalyticsRollups } from '../../../db/repositories/analytics-rollups';
import { openHours } from '../../../domain/analytics/hours';
import { createTestDatabase } from '../test-database';

export type AnalyticsRig = Awaited<ReturnType<typeof createAnalyticsRig>>;

/** A row of a report as tests compare it: its period and groups in one text, its figures without zeros. */
export type Told = Record<string, Record<string, number | null>>;

/** Rows of one account written at any time, and what the analytics make of them. */
export async function createAnalyticsRig() {
  const database = await createTestDatabase();
  const db = database.dataSource;
  const { id: accountId } = await createAccounts(db).create('Counted');
  const rollups = createAnalyticsRollups(db);
  const reports = createAnalyticsReports(db);
  return {
    ...{ db, accountId, rollups, ...rowsOf(db, accountId) },

    /** What the schedule does at that time. */
    async turn(now: Date): Promise<void> {
      const known = (await rollups.accounts()).find((one) => one.accountId === accountId)?.countedUntil;
      const first = (await rollups.firstHour(accountId)) ?? now;
      const hours = known
        ? openHours(known.getTime(), now.getTime())
        : hoursAround(Math.min(first.getTime(), now.getTime()), now.getTime());
      await countHours(rollups, accountId, { hours, now: now.getTime() });
      for (const { hour } of await rollups.markedHours(10_000, [])) {
        await rollups.count({ accountId, from: hour, to: new Date(hour.getTime() + 3_600_000) }, null);
      }
    },

    /** Everything that is counted of the account. */
    figures: (): Promise<unknown[]> =>
      db.query(
        `SELECT report, at, groups, figure, value FROM analytics_rollup WHERE account_id = $1
          ORDER BY report, at, groups, figure`,
        [accountId],
      ),

    async told(report: ReportName, asked: DateRange & { by: Grain; zone: string }): Promise<Told> {
      const rows = await reports.read({ accountId, report, ...asked });
      return Object.fromEntries(
        rows.map(({ period, offsetMinutes, groups, counted }) => [
          [period, ...(asked.by === 'hour' ? [offsetMinutes] : []), ...groups].join(' ').trim(),
          Object.fromEntries(
            Object.entries(figuresOf(REPORTS[report], counted)).filter(
              ([, value]) => value !== 0 && value !== null,
            ),
          ),
        ]),
      );
    },

    close: () => database.drop(),
  };
}

/** Writes rows as they are after something happened at a time. */
function rowsOf(db: DataSource, accountId: string) {
  return {
    async contact(): Promise<string> {
      const id = uuidv7();
      await db.query('INSERT INTO contact (id, account_id) VALUES ($1, $2)', [id, accountId]);
      return id;
    },

    async message(contactId: string, at: Date, channel = 'telegram'): Promise<void> {
      const id = uuidv7();
      await db.query(
        `INSERT INTO inbound_message (id, account_id, channel, provider_id, contact_id, content, received_at)
         VALUES ($1, $2, $3, $4, $5, '{}', $6)`,
        [id, accountId, channel, id, contactId, at],
      );
    },

    /** A message that the provider was called for at that time. */
    async send(contactId: string, at: Date, more: { key?: string; channel?: string; state?: string } = {}) {
      const id = uuidv7();
      await db.query(
        `INSERT INTO send (id, account_id, idempotency_key, contact_id, channel, content, state, created_at, dispatched_at)
         VALUES ($1, $2, $3, $4, $5, '{}', $6, $7, $7)`,
        [
          id,
          accountId,
          `${more.key ?? 'message'}:${id}`,
          contactId,
          more.channel ?? 'telegram',
          more.state ?? 'accepted',
          at,
        ],
      );
      return id;
    },

    async report(sendId: string, state: string): Promise<void> {
      await db.query('UPDATE send SET state = $2 WHERE id = $1', [sendId, state]);
    },

    async modelCall(at: Date, { provider = 'openai', outcome = 'answered', cost = 5 } = {}): Promise<void> {
      await db.query(
        `INSERT INTO model_usage (id, account_id, step_key, provider, model, outcome, started_at, ms, input_tokens,
                                  cached_input_tokens, output_tokens, cost_micros)
         VALUES (gen_random_uuid(), $1, 'step', $2, 'm', $3, $4, 5, 10, 0, 2, $5)`,
        [accountId, provider, outcome, at, cost],
      );
    },

    async optOut(contactId: string, at: Date): Promise<void> {
      await db.query(`UPDATE contact SET opted_out_at = $2, opt_out_source = 'operator' WHERE id = $1`, [
        contactId,
        at,
      ]);
    },

    async event(
      kind: string,
      subject: string,
      { detail, at }: { detail: string[]; at: Date },
    ): Promise<void> {
      await db.query(
        'INSERT INTO analytics_event (account_id, kind, subject, detail, at) VALUES ($1, $2, $3, $4, $5)',
        [accountId, kind, subject, detail, at],
      );
    },
  };
}
