import type { DataSource } from 'typeorm';

/** Tables whose rows change without anybody's doing, or because somebody was refused. */
const RESTLESS = new Set([
  'audit_entry',
  'audit_outcome',
  'operator_session',
  'refresh_token',
  'webhook_refusal',
]);

interface KeptRow {
  of: string;
  kept: string;
}

/** Everything an account has, as text: two that are equal say that nothing of it changed. */
export async function rowsOfAccount(db: DataSource, accountId: string): Promise<string> {
  const tables = await db.query<{ table_name: string }[]>(
    `SELECT table_name FROM information_schema.columns
      WHERE table_schema = 'public' AND column_name = 'account_id' ORDER BY table_name`,
  );
  const rowsOf = tables
    .filter(({ table_name: table }) => !RESTLESS.has(table))
    .map(
      ({ table_name: table }) =>
        `SELECT '${table}' AS of, (to_jsonb(kept) - 'last_used_at' - 'last_sign_in_at')::text AS kept
           FROM "${table}" kept WHERE account_id = $1`,
    );
  return JSON.stringify(await db.query(`${rowsOf.join(' UNION ALL ')} ORDER BY of, kept`, [accountId]));
}

/** The tables in which two such texts differ. */
export function tablesThatDiffer(before: string, after: string): string[] {
  const rowsIn = (text: string) => Map.groupBy(JSON.parse(text) as KeptRow[], ({ of }) => of);
  const [earlier, later] = [rowsIn(before), rowsIn(after)];
  return [...new Set([...earlier.keys(), ...later.keys()])].filter(
    (table) => JSON.stringify(earlier.get(table)) !== JSON.stringify(later.get(table)),
  );
}
