import type { DataSource, EntityManager } from 'typeorm';
import { uuidv7 } from 'uuidv7';
import { NO_BUDGET, type ModelBudget } from '../../domain/llm/budget';
import {
  DEFAULT_MODELS,
  type ModelCredentials,
  type ModelProvider,
  type ModelSetting,
} from '../../domain/llm/model-setting';
import { SEALED_PLACES } from '../secrets/sealed-places';
import type { SealedSecret, SecretBox } from '../secrets/secret-box';
import { prepared } from '../prepared';
import { returnedRows } from './send-mapping';

/** A model of an account as lists show it. */
export interface ModelSettingView {
  id: string;
  provider: ModelProvider;
  model: string;
  /** Null where the provider takes no key. */
  fingerprint: string | null;
  createdAt: Date;
}

/** A model that an account wants; with the id of one it has, the key of that one is kept. */
export interface ModelWish {
  id: string | null;
  provider: ModelProvider;
  model: string;
  credentials: ModelCredentials[ModelProvider];
}

export type PutModels =
  { kind: 'put' } | { kind: 'unknown-id'; index: number } | { kind: 'no-key'; index: number };

/** Whether a provider takes credentials that the account has to bring. */
type NeedsKey = (provider: ModelProvider) => boolean;

export type LanguageModels = ReturnType<typeof createLanguageModels>;

interface SettingRow {
  id: string;
  account_id: string;
  provider: ModelProvider;
  model: string;
  credentials: SealedSecret | null;
  fingerprint: string | null;
  created_at: Date;
}

const OF_ACCOUNT = 'SELECT * FROM language_model_setting WHERE account_id = $1 ORDER BY position';

/** The models of accounts, in order, with keys that are sealed; `open` alone gives them back. */
export function createLanguageModels(db: DataSource, box: SecretBox) {
  const rowsOf = async (accountId: string, unit: EntityManager = db.manager) =>
    returnedRows<SettingRow>(await unit.query(prepared(OF_ACCOUNT), [accountId]));

  const opened = ({ id, account_id: accountId, provider, model, credentials }: SettingRow): ModelSetting => {
    const text = credentials === null ? 'null' : box.open(credentials, SEALED_PLACES.row(accountId, id));
    return { id, provider, model, credentials: JSON.parse(text) as unknown } as ModelSetting;
  };

  return {
    async list(accountId: string): Promise<ModelSettingView[]> {
      return (await rowsOf(accountId)).map(({ id, provider, model, fingerprint, created_at: createdAt }) => ({
        id,
        provider,
        model,
        fingerprint,
        createdAt,
      }));
    },

    /** What the router is given, in order; the offline model for an account that has chosen nothing. */
    async open(accountId: string): Promise<readonly ModelSetting[]> {
      const rows = await rowsOf(accountId);
      return rows.length === 0 ? DEFAULT_MODELS : rows.map(opened);
    },

    /** Replaces the whole list, or nothing of it. */
    put(accountId: string, wishes: readonly ModelWish[], needsKey: NeedsKey): Promise<PutModels> {
      return db.transaction(async (unit) => {
        await unit.query("SELECT pg_advisory_xact_lock(hashtextextended('models:' || $1, 0))", [accountId]);
        const before = new Map((await rowsOf(accountId, unit)).map((row) => [row.id, row]));
        const refusal = refusalOf(wishes, before, needsKey);
        if (refusal) return refusal;
        const rows = wishes.map((wish) => rowOf(wish, before.get(wish.id ?? '')));
        await unit.query('DELETE FROM language_model_setting WHERE account_id = $1', [accountId]);
        for (const [position, row] of rows.entries()) await insert(unit, { accountId, position, row });
        return { kind: 'put' };
      });

      function rowOf(wish: ModelWish, kept: SettingRow | undefined) {
        const { provider, model, credentials } = wish;
        if (credentials === null && kept) return { ...kept, model };
        // A new key means a new id, so that whoever keeps a client by id makes another.
        const id = credentials === null && wish.id !== null ? wish.id : uuidv7();
        const text = JSON.stringify(credentials);
        return {
          id,
          provider,
          model,
          credentials: credentials === null ? null : box.seal(text, SEALED_PLACES.row(accountId, id)),
          fingerprint:
            credentials === null
              ? null
              : box.fingerprint(text, SEALED_PLACES.modelPrint(accountId, provider)),
          created_at: new Date(),
        };
      }
    },

    async budget(accountId: string): Promise<ModelBudget> {
      const [row] = returnedRows<{ tokens: string | null; cost: string | null }>(
        await db.query(
          prepared(`SELECT tokens_per_day AS tokens, cost_micros_per_day AS cost
             FROM language_model_budget WHERE account_id = $1`),
          [accountId],
        ),
      );
      return row ? { tokensPerDay: numberOf(row.tokens), costMicrosPerDay: numberOf(row.cost) } : NO_BUDGET;
    },

    async putBudget(accountId: string, { tokensPerDay, costMicrosPerDay }: ModelBudget): Promise<void> {
      await db.query(
        `INSERT INTO language_model_budget (account_id, tokens_per_day, cost_micros_per_day) VALUES ($1, $2, $3)
         ON CONFLICT (account_id) DO UPDATE SET tokens_per_day = EXCLUDED.tokens_per_day,
           cost_micros_per_day = EXCLUDED.cost_micros_per_day, updated_at = now()`,
        [accountId, tokensPerDay, costMicrosPerDay],
      );
    },
  };
}

function refusalOf(
  wishes: readonly ModelWish[],
  before: ReadonlyMap<string, SettingRow>,
  needsKey: NeedsKey,
): PutModels | null {
  for (const [index, { id, provider, credentials }] of wishes.entries()) {
    const kept = id === null ? undefined : before.get(id);
    if (id !== null && kept?.provider !== provider) return { kind: 'unknown-id', index };
    if (needsKey(provider) && credentials === null && !kept) return { kind: 'no-key', index };
  }
  return null;
}

interface Insert {
  accountId: string;
  position: number;
  row: Omit<SettingRow, 'account_id'>;
}

async function insert(unit: EntityManager, { accountId, position, row }: Insert): Promise<void> {
  const { id, provider, model, credentials, fingerprint, created_at: createdAt } = row;
  await unit.query(
    `INSERT INTO language_model_setting
       (id, account_id, position, provider, model, credentials, fingerprint, created_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [
      ...[id, accountId, position, provider, model],
      ...[credentials === null ? null : JSON.stringify(credentials), fingerprint, createdAt],
    ],
  );
}

function numberOf(written: string | null): number | null {
  return written === null ? null : Number(written);
}
