import type { DataSource } from 'typeorm';

export interface WriteFault {
  table: string;
  on: 'INSERT' | 'UPDATE';
  /** Which writes; all of them when absent. */
  when?: string;
}

/**
 * Has the next such write fail, as when the connection breaks: its transaction is rolled back, and the one
 * after it succeeds. Returns how to ask how many such writes were tried.
 */
export async function failOnce(
  db: DataSource,
  { table, on, when }: WriteFault,
): Promise<() => Promise<number>> {
  const fault = `fault_${table}`;
  // A sequence is not rolled back, so it remembers that the write was tried.
  await db.query(`
    CREATE SEQUENCE ${fault};
    CREATE FUNCTION ${fault}_check() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF nextval('${fault}') = 1 THEN RAISE EXCEPTION 'the database went away'; END IF;
        RETURN NEW;
      END $$;
    CREATE TRIGGER ${fault} BEFORE ${on} ON ${table} FOR EACH ROW
      ${when === undefined ? '' : `WHEN (${when})`} EXECUTE FUNCTION ${fault}_check();`);
  return async () => {
    const rows: unknown = await db.query(`SELECT last_value, is_called FROM ${fault}`);
    const [row] = rows as { last_value: string; is_called: boolean }[];
    return row?.is_called ? Number(row.last_value) : 0;
  };
}
