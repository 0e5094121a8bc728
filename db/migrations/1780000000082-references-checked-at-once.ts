import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Rows of one table that name rows of another. */
interface Reference {
  /** Of the foreign key that it was. */
  name: string;
  child: string;
  columns: readonly string[];
  parent: string;
  /** The parent's columns, in the order of the child's. */
  key: readonly string[];
  /** What becomes of the children of a parent that is deleted. */
  onDelete: 'refuse' | 'cascade';
}

const CONTACT = {
  columns: ['account_id', 'contact_id'],
  parent: 'contact',
  key: ['account_id', 'id'],
} as const;

const REFERENCES: readonly Reference[] = [
  {
    ...{ name: 'contact_account_id_fkey', child: 'contact', columns: ['account_id'] },
    ...{ parent: 'account', key: ['id'], onDelete: 'refuse' },
  },
  {
    ...{ name: 'contact_identity_account_id_contact_id_fkey', child: 'contact_identity' },
    ...{ ...CONTACT, onDelete: 'refuse' },
  },
  {
    ...{ name: 'broadcast_recipient_account_id_contact_id_fkey', child: 'broadcast_recipient' },
    ...{ ...CONTACT, onDelete: 'refuse' },
  },
  {
    ...{ name: 'broadcast_recipient_account_id_broadcast_id_fkey', child: 'broadcast_recipient' },
    ...{ columns: ['account_id', 'broadcast_id'], parent: 'broadcast', key: ['account_id', 'id'] },
    onDelete: 'cascade',
  },
];

/** The columns that a reference hangs on; of a row that exists they never change. */
const KEYS: Readonly<Record<string, readonly string[]>> = {
  account: ['id'],
  broadcast: ['account_id', 'id'],
  broadcast_recipient: ['account_id', 'broadcast_id', 'contact_id'],
  contact: ['account_id', 'id'],
  contact_identity: ['account_id', 'contact_id'],
};

/**
 * The references of the rows that a list makes by the thousand are checked once a statement. A foreign key is
 * checked row by row, which took half of all the time that Postgres had to spend on a list.
 */
export class ReferencesCheckedAtOnce1780000000082 implements MigrationInterface {
  name = 'ReferencesCheckedAtOnce1780000000082';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(REFUSE_ANOTHER_KEY);
    for (const [table, columns] of Object.entries(KEYS)) await queryRunner.query(keyStays(table, columns));
    for (const reference of REFERENCES) {
      const { child, name } = reference;
      await queryRunner.query(childChecks(reference));
      await queryRunner.query(parentChecks(reference));
      await queryRunner.query(`ALTER TABLE ${child} DROP CONSTRAINT ${name}`);
    }
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    for (const { name, child, columns, parent, key, onDelete } of REFERENCES) {
      await queryRunner.query(`
        ALTER TABLE ${child} ADD CONSTRAINT ${name} FOREIGN KEY (${columns.join(', ')})
          REFERENCES ${parent} (${key.join(', ')}) ${onDelete === 'cascade' ? 'ON DELETE CASCADE' : ''};
        DROP TRIGGER ${child}_has_${parent} ON ${child};
        DROP FUNCTION ${child}_has_${parent}();
        DROP TRIGGER ${parent}_without_${child} ON ${parent};
        DROP FUNCTION ${parent}_without_${child}();`);
    }
    for (const table of Object.keys(KEYS)) {
      await queryRunner.query(`DROP TRIGGER ${table}_key_stays ON ${table}`);
    }
    await queryRunner.query('DROP FUNCTION refuse_another_key()');
  }
}

const REFUSE_ANOTHER_KEY = `
  CREATE FUNCTION refuse_another_key() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    RAISE foreign_key_violation USING TABLE = TG_TABLE_NAME,
      MESSAGE = format('a row of "%s" cannot take another key', TG_TABLE_NAME);
  END $$;`;

function keyStays(table: string, columns: readonly string[]): string {
  const row = (when: string) => `(${columns.map((column) => `${when}.${column}`).join(', ')})`;
  return `
  CREATE TRIGGER ${table}_key_stays BEFORE UPDATE OF ${columns.join(', ')} ON ${table} FOR EACH ROW
    WHEN (${row('OLD')} IS DISTINCT FROM ${row('NEW')}) EXECUTE FUNCTION refuse_another_key();`;
}

/**
 * Locks the parents as a foreign key does, so that none is deleted before the rows that name it can be seen. Each is
 * found by its key, however small the table was when the plan was made that a connection keeps.
 */
function childChecks({ name, child, columns, parent, key }: Reference): string {
  const isNamed = key.map((column) => `${column} = named.${column}`).join(' AND ');
  return `
  CREATE FUNCTION ${child}_has_${parent}() RETURNS trigger LANGUAGE plpgsql SET enable_seqscan = off AS $$
  BEGIN
    IF EXISTS (SELECT FROM (SELECT DISTINCT ${columns.join(', ')} FROM inserted) AS named (${key.join(', ')})
                 LEFT JOIN LATERAL (SELECT id FROM ${parent} WHERE ${isNamed} FOR KEY SHARE) AS found ON true
                WHERE found.id IS NULL) THEN
      RAISE foreign_key_violation USING TABLE = '${child}', CONSTRAINT = '${name}',
        MESSAGE = 'a row of "${child}" names no row of "${parent}"';
    END IF;
    RETURN NULL;
  END $$;
  CREATE TRIGGER ${child}_has_${parent} AFTER INSERT ON ${child} REFERENCING NEW TABLE AS inserted
    FOR EACH STATEMENT EXECUTE FUNCTION ${child}_has_${parent}();`;
}

/** Planned each time, as one statement deletes one row and another all of an account. */
function parentChecks({ name, child, columns, parent, key, onDelete }: Reference): string {
  const isChild = columns.map((column, at) => `child.${column} = deleted.${key[at] ?? ''}`).join(' AND ');
  const act =
    onDelete === 'cascade'
      ? `EXECUTE 'DELETE FROM ${child} AS child USING deleted WHERE ${isChild}';`
      : `EXECUTE 'SELECT 1 FROM ${child} AS child JOIN deleted ON ${isChild} LIMIT 1 FOR KEY SHARE OF child' INTO named;
    IF named IS NOT NULL THEN
      RAISE foreign_key_violation USING TABLE = '${child}', CONSTRAINT = '${name}',
        MESSAGE = 'a row of "${parent}" is named by a row of "${child}"';
    END IF;`;
  return `
  CREATE FUNCTION ${parent}_without_${child}() RETURNS trigger LANGUAGE plpgsql AS $$
  DECLARE
    named integer;
  BEGIN
    ${act}
    RETURN NULL;
  END $$;
  CREATE TRIGGER ${parent}_without_${child} AFTER DELETE ON ${parent} REFERENCING OLD TABLE AS deleted
    FOR EACH STATEMENT EXECUTE FUNCTION ${parent}_without_${child}();`;
}
