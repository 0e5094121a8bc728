import { isDeepStrictEqual } from 'node:util';
import type { DataSource, EntityManager } from 'typeorm';
import {
  DEFAULT_BUSINESS,
  type BusinessSettings,
  type BusinessVersion,
} from '../../domain/business/settings';
import { prepared } from '../prepared';
import { returnedRows } from './send-mapping';

/** A version as lists show it. */
export interface ListedBusiness extends BusinessVersion {
  /** What the account was called in it. */
  name: string;
  /** Null for an account that said nothing. */
  changedBy: string | null;
  changedAt: Date | null;
}

/** What somebody wants an account to say of itself. */
export interface BusinessWish {
  name: string;
  settings: BusinessSettings;
  changedBy: string;
}

export type Business = ReturnType<typeof createBusiness>;

const SELECT = `
  SELECT version, name, settings, changed_by AS "changedBy", changed_at AS "changedAt"
    FROM business_version WHERE account_id = $1`;
const NEWEST = 'ORDER BY version DESC LIMIT 1';

/** What accounts say of themselves; the name is also the account's own. */
export function createBusiness(db: DataSource) {
  const read = async (
    condition: string,
    parameters: unknown[],
    unit: EntityManager = db.manager,
  ): Promise<ListedBusiness[]> =>
    returnedRows<ListedBusiness>(await unit.query(prepared(`${SELECT} ${condition}`), parameters)).map(
      withDefaults,
    );

  return {
    /** The newest version. */
    async current(accountId: string): Promise<BusinessVersion> {
      const [newest] = await read(NEWEST, [accountId]);
      return newest ?? DEFAULT_BUSINESS;
    },

    /** The newest version with its name; null for an unknown account. */
    async shown(accountId: string): Promise<ListedBusiness | null> {
      const account = 'SELECT name FROM account WHERE id = $1';
      const [[newest], [row]] = await Promise.all([
        read(NEWEST, [accountId]),
        db.query<{ name: string }[]>(account, [accountId]),
      ]);
      if (!row) return null;
      return { ...DEFAULT_BUSINESS, changedBy: null, changedAt: null, ...newest, name: row.name };
    },

    /** Newest first. */
    list: ({ accountId, limit, before }: { accountId: string; limit: number; before: number | null }) =>
      read('AND ($2::int IS NULL OR version < $2) ORDER BY version DESC LIMIT $3', [
        accountId,
        before,
        limit,
      ]),

    /** Makes the next version, unless the newest says the same. Two at once make two. */
    put: (accountId: string, { name, settings, changedBy }: BusinessWish): Promise<ListedBusiness> =>
      db.transaction(async (unit) => {
        await unit.query('SELECT id FROM account WHERE id = $1 FOR UPDATE', [accountId]);
        const [newest] = await read(NEWEST, [accountId], unit);
        if (newest?.name === name && isDeepStrictEqual(newest.settings, settings)) return newest;
        await unit.query('UPDATE account SET name = $2 WHERE id = $1', [accountId, name]);
        const [made] = returnedRows<ListedBusiness>(
          await unit.query(
            `INSERT INTO business_version (account_id, version, name, settings, changed_by)
             VALUES ($1, $2, $3, $4, $5)
             RETURNING version, name, settings, changed_by AS "changedBy", changed_at AS "changedAt"`,
            [accountId, (newest?.version ?? 0) + 1, name, JSON.stringify(settings), changedBy],
          ),
        );
        if (!made) throw new Error('A version of settings was not written');
        return made;
      }),
  };
}

/** A version that was put before there was a setting has that setting's default. */
function withDefaults({ settings, ...rest }: ListedBusiness): ListedBusiness {
  return { ...rest, settings: { ...DEFAULT_BUSINESS.settings, ...settings } };
}
