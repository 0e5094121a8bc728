import type { DataSource, EntityManager } from 'typeorm';

/** What Temporal runs for an account, by the ids of the rows it is about. */
export interface AccountWork {
  enrollmentIds: string[];
  dialogIds: string[];
  broadcastIds: string[];
  orderIds: number[];
  sendIds: string[];
}

export type AccountRemoval = ReturnType<typeof createAccountRemoval>;

/** They outlive the account: nobody can change or remove them. */
const KEPT = ['audit_entry', 'audit_outcome'];

/** Takes an account away with everything in it but its audit log. */
export function createAccountRemoval(db: DataSource) {
  return {
    /** From here on nobody can act in the account: its keys and sessions open nothing. */
    async close(accountId: string): Promise<void> {
      await db.query('UPDATE api_key SET revoked_at = now() WHERE account_id = $1 AND revoked_at IS NULL', [
        accountId,
      ]);
      await db.query(
        `UPDATE operator_session SET revoked_at = now(), revoked_because = 'the account is removed'
          WHERE account_id = $1 AND revoked_at IS NULL`,
        [accountId],
      );
    },

    async workOf(accountId: string): Promise<AccountWork> {
      const idsIn = async <T>(table: string): Promise<T[]> => {
        const rows = await db.query<{ id: T }[]>(`SELECT id FROM ${table} WHERE account_id = $1`, [
          accountId,
        ]);
        return rows.map(({ id }) => id);
      };
      return {
        enrollmentIds: await idsIn('enrollment'),
        dialogIds: await idsIn('bot_dialog_state'),
        broadcastIds: await idsIn('broadcast'),
        orderIds: (await idsIn<string>('orders')).map(Number),
        sendIds: await idsIn(`(SELECT * FROM send WHERE state IN ('reserved', 'dispatching')) AS send`),
      };
    },

    /** Every bot, whose files are not in the database. */
    async botsOf(accountId: string): Promise<string[]> {
      const rows = await db.query<{ id: string }[]>('SELECT id FROM bot_instance WHERE account_id = $1', [
        accountId,
      ]);
      return rows.map(({ id }) => id);
    },

    /** All rows or none. Throws when something was added meanwhile; then it can be called again. */
    async removeRows(accountId: string): Promise<void> {
      await db.transaction(async (unit) => {
        // The one table that knows its account by what it is about.
        await unit.query(
          `DELETE FROM test_payment USING payment_session session
            WHERE session.reference = test_payment.reference AND session.account_id = $1`,
          [accountId],
        );
        for (const table of childrenFirst(await tablesOf(unit), await referencesOf(unit))) {
          await unit.query(`DELETE FROM "${table}" WHERE account_id = $1`, [accountId]);
        }
        await unit.query('DELETE FROM account WHERE id = $1', [accountId]);
      });
    },
  };
}

interface Reference {
  child: string;
  parent: string;
}

/** What triggers check, a statement at a time: the catalogue has no foreign key of it. */
const CHECKED_AT_ONCE: readonly Reference[] = [
  { child: 'contact_identity', parent: 'contact' },
  { child: 'broadcast_recipient', parent: 'contact' },
  { child: 'broadcast_recipient', parent: 'broadcast' },
];

/** Read from the catalogue, so that no table is ever left out. */
async function tablesOf(unit: EntityManager): Promise<string[]> {
  const rows = await unit.query<{ name: string }[]>(
    `SELECT table_name AS name FROM information_schema.columns JOIN information_schema.tables USING (table_schema, table_name)
      WHERE table_schema = 'public' AND column_name = 'account_id' AND table_type = 'BASE TABLE' AND table_name <> ALL ($1)
      ORDER BY table_name`,
    [KEPT],
  );
  return rows.map(({ name }) => name);
}

async function referencesOf(unit: EntityManager): Promise<Reference[]> {
  const keys = await unit.query<Reference[]>(
    `SELECT conrelid::regclass::text AS child, confrelid::regclass::text AS parent FROM pg_constraint
      WHERE contype = 'f' AND conrelid <> confrelid`,
  );
  return [...keys, ...CHECKED_AT_ONCE];
}

/** The tables in an order in which no row is removed that another one needs. */
function childrenFirst(tables: readonly string[], references: readonly Reference[]): string[] {
  const left = new Set(tables);
  const ordered: string[] = [];
  while (left.size > 0) {
    const free = [...left].filter(
      (table) => !references.some(({ child, parent }) => parent === table && left.has(child)),
    );
    if (free.length === 0) throw new Error(`The tables ${[...left].join(', ')} need each other.`);
    for (const table of free) left.delete(table);
    ordered.push(...free);
  }
  return ordered;
}
