import type { DataSource } from 'typeorm';

export interface WriteFault {
  table: string;
  on: 'INSERT' | 'UPDATE';
  /** Which writes; all of them when absent. */
  when?: string;
}

/**
 * Has every such write fail until it is mended: by Postgres' code, or as its connection breaks. A write that is tried
 * in vain is counted all the same.
 */
export async function failUntilMended(
  db: DataSource,
  fault: WriteFault,
  how: { code: string } | 'disconnected',
): Promise<{ tries(): Promise<number>; mend(): Promise<void> }> {
  const failure =
    how === 'disconnected'
      ? 'PERFORM pg_terminate_backend(pg_backend_pid());'
      : `RAISE EXCEPTION 'it fails every time' USING ERRCODE = '${how.code}';`;
  const name = await addFault(db, fault, `PERFORM nextval('${nameOf(fault)}'); ${failure}`);
  return {
    tries: () => triesOf(db, name),
    mend: async () => {
      await db.query(
        `DROP TRIGGER ${name} ON ${fault.table}; DROP FUNCTION ${name}_check; DROP SEQUENCE ${name}`,
      );
    },
  };
}

/**
 * Has the next such write fail, as when the connection breaks: its transaction is rolled back, and the one
 * after it succeeds. Returns how to ask how many such writes were tried.
 */
export async function failOnce(db: DataSource, fault: WriteFault): Promise<() => Promise<number>> {
  const first = `IF nextval('${nameOf(fault)}') = 1 THEN RAISE EXCEPTION 'the database went away'; END IF;`;
  const name = await addFault(db, fault, first);
  return () => triesOf(db, name);
}

function nameOf({ table }: WriteFault): string {
  return `fault_${table}`;
}

async function addFault(db: DataSource, fault: WriteFault, body: string): Promise<string> {
  const { table, on, when } = fault;
  const name = nameOf(fault);
  // A sequence is not rolled back, so it remembers that the write was tried.
  await db.query(`
    CREATE SEQUENCE ${name};
    CREATE FUNCTION ${name}_check() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN ${body} RETURN NEW; END $$;
    CREATE TRIGGER ${name} BEFORE ${on} ON ${table} FOR EACH ROW
      ${when === undefined ? '' : `WHEN (${when})`} EXECUTE FUNCTION ${name}_check();`);
  return name;
}

async function triesOf(db: DataSource, name: string): Promise<number> {
  const rows: unknown = await db.query(`SELECT last_value, is_called FROM ${name}`);
  const [row] = rows as { last_value: string; is_called: boolean }[];
  return row?.is_called ? Number(row.last_value) : 0;
}
