import type { DataSource } from 'typeorm';
import type { SealedSecret, SecretBox } from '../secrets/secret-box';
import { SEALED_COLUMNS, type SealedColumn, type SealedRow } from './sealed-columns';
import { returnedRows } from './send-mapping';

/** A value that did not open: its key is not configured, or it was moved or changed. */
export interface UnopenedValue {
  accountId: string;
  kind: string;
  keyId: string;
  /** Of what was put, as lists of the account show it. */
  fingerprint: string | null;
  reason: string;
}

/** What a part of one account's values came to. */
export interface RotatedPart {
  resealed: number;
  unopened: UnopenedValue[];
}

export type KeyRotation = ReturnType<typeof createKeyRotation>;

interface OldRow {
  key: string;
  row: SealedRow;
  sealed: SealedSecret;
  fingerprint: string | null;
}

interface Resealed {
  key: string;
  old: SealedSecret;
  sealed: SealedSecret;
  fingerprint: string;
}

/** Re-sealed in one statement: a process that dies leaves whole parts behind it, and a later one goes on. */
const ROWS_A_PART = 200;

/** Moves sealed values from earlier keys to the current one. */
export function createKeyRotation(db: DataSource, box: SecretBox, currentKeyId: string) {
  return {
    /** Hashes of erased people, which cannot be made anew: whose key made them, nobody can tell. */
    async erasedHashes(): Promise<number> {
      const [row] = returnedRows<{ count: number }>(
        await db.query('SELECT count(*)::int AS count FROM suppressed_address'),
      );
      return row?.count ?? 0;
    },

    /** The accounts that have values under another key than the current one. */
    async accountsLeft(): Promise<string[]> {
      const each = SEALED_COLUMNS.map(
        ({ table, column }) => `SELECT account_id FROM ${table} WHERE ${column}->>'keyId' <> $1`,
      );
      const rows = returnedRows<{ account_id: string }>(
        await db.query(`${each.join(' UNION ')} ORDER BY account_id`, [currentKeyId]),
      );
      return rows.map(({ account_id: accountId }) => accountId);
    },

    /** Re-seals what one account has, part by part. A value that does not open stays, and is told of. */
    async *rotate(accountId: string): AsyncGenerator<RotatedPart> {
      for (const column of SEALED_COLUMNS) {
        let after = '';
        for (;;) {
          const rows = await oldRows(accountId, column, after);
          if (rows.length === 0) break;
          yield await rotatePart(accountId, column, rows);
          after = rows.at(-1)?.key ?? after;
        }
      }
    },
  };

  async function oldRows(accountId: string, of: SealedColumn, after: string): Promise<OldRow[]> {
    return returnedRows<OldRow>(await db.query(selectOld(of), [accountId, currentKeyId, after]));
  }

  async function rotatePart(accountId: string, of: SealedColumn, rows: OldRow[]): Promise<RotatedPart> {
    const tried = rows.map((row) => reseal(accountId, of, row));
    const done = tried.flatMap((each) => ('sealed' in each ? [each] : []));
    const unopened = tried.flatMap((each) => ('reason' in each ? [each] : []));
    return { resealed: await replace(db, { accountId, of, done }), unopened };
  }

  function reseal(accountId: string, of: SealedColumn, old: OldRow): Resealed | UnopenedValue {
    const { key, row, sealed, fingerprint } = old;
    const place = of.place(accountId, row);
    try {
      const text = box.open(sealed, place);
      const print = box.fingerprint(text, of.print(accountId, row));
      return { key, old: sealed, sealed: box.seal(text, place), fingerprint: print };
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      return { accountId, kind: of.kind, keyId: sealed.keyId, fingerprint, reason };
    }
  }
}

function selectOld({ table, column, key, columns }: SealedColumn): string {
  const parts = columns.map((name) => `'${name}', ${name}`).join(', ');
  return `SELECT ${key} AS key, jsonb_build_object(${parts}) AS row, ${column} AS sealed, fingerprint
            FROM ${table}
           WHERE account_id = $1 AND ${column}->>'keyId' <> $2 AND (${key}) COLLATE "C" > $3
           ORDER BY (${key}) COLLATE "C" LIMIT ${ROWS_A_PART}`;
}

interface Done {
  accountId: string;
  of: SealedColumn;
  done: readonly Resealed[];
}

/** What was put or removed in between stays as it was put: only a value that is still the one read is replaced. */
async function replace(db: DataSource, { accountId, of, done }: Done): Promise<number> {
  if (done.length === 0) return 0;
  const written: unknown = await db.query(
    `UPDATE ${of.table} SET ${of.column} = fresh.becomes, fingerprint = fresh.print
       FROM unnest($2::text[], $3::jsonb[], $4::jsonb[], $5::text[]) AS fresh (row_key, was, becomes, print)
      WHERE account_id = $1 AND ${of.key} = fresh.row_key AND ${of.column} = fresh.was
    RETURNING 1`,
    [
      accountId,
      done.map(({ key }) => key),
      done.map(({ old }) => JSON.stringify(old)),
      done.map(({ sealed }) => JSON.stringify(sealed)),
      done.map(({ fingerprint }) => fingerprint),
    ],
  );
  return returnedRows(written).length;
}
