import type { DataSource } from 'typeorm';

/** Tables whose rows change without anybody's doing, or because somebody was refused. */
const RESTLESS = new Set(['audit_entry', 'audit_outcome', 'operator_session', 'refresh_token']);

/** Everything an account has, as text: two that are equal say that nothing of it changed. */
export async function rowsOfAccount(db: DataSource, accountId: string): Promise<string> {
  const tables = await db.query<{ table_name: string }[]>(
    `SELECT table_name FROM information_schema.columns
      WHERE table_schema = 'public' AND column_name = 'account_id' ORDER BY table_name`,
  );
  const rows = await Promise.all(
    tables
      .filter(({ table_name: table }) => !RESTLESS.has(table))
      .map(({ table_name: table }) =>
        db.query<unknown[]>(
          `SELECT to_jsonb(kept) - 'last_used_at' - 'last_sign_in_at' AS kept FROM "${table}" kept
            WHERE account_id = $1 ORDER BY 1`,
          [accountId],
        ),
      ),
  );
  return JSON.stringify(rows);
}
