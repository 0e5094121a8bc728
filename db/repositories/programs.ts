import type { DataSource } from 'typeorm';
import { uuidv7 } from 'uuidv7';
import type { ProgramDefinition } from '../../domain/programs/definition';
import { ProgramEntity, ProgramVersionEntity, type ProgramRow } from '../entities/program.entity';
import { returnedRows } from './send-mapping';

export interface PublishedVersion {
  version: number;
  definition: ProgramDefinition;
  publishedAt: Date;
}

export interface ProgramView extends ProgramRow {
  current: PublishedVersion;
}

export type Programs = ReturnType<typeof createPrograms>;

/** Programs and their published versions. */
export function createPrograms(db: DataSource) {
  const programs = db.getRepository(ProgramEntity);
  const versions = db.getRepository(ProgramVersionEntity);

  const version = async (accountId: string, programId: string, number: number) =>
    versions.findOneBy({ accountId, programId, version: number });

  const view = async (row: ProgramRow): Promise<ProgramView> => {
    const current = await version(row.accountId, row.id, row.currentVersion);
    if (!current) throw new Error(`Program ${row.id} has no version ${String(row.currentVersion)}`);
    return { ...row, current };
  };

  return {
    /** Makes a program with version 1, published now if not said otherwise; null when the name is taken. */
    async create(
      accountId: string,
      definition: ProgramDefinition,
      publishedAt = new Date(),
    ): Promise<ProgramView | null> {
      const id = uuidv7();
      const made = await db.transaction(async (manager) => {
        const rows = returnedRows(
          await manager.query(
            `INSERT INTO program (id, account_id, name, current_version) VALUES ($1, $2, $3, 1)
             ON CONFLICT ON CONSTRAINT program_name_unique DO NOTHING RETURNING id`,
            [id, accountId, definition.name],
          ),
        );
        if (rows.length === 0) return false;
        await manager.insert(ProgramVersionEntity, {
          accountId,
          programId: id,
          version: 1,
          definition,
          publishedAt,
        });
        return true;
      });
      if (!made) return null;
      return view(await programs.findOneByOrFail({ id, accountId }));
    },

    /** Publishes the next version; enrollments stay on theirs. Null for an unknown program. */
    async publish(
      accountId: string,
      programId: string,
      definition: ProgramDefinition,
    ): Promise<ProgramView | 'name-taken' | null> {
      const row = await programs.findOneBy({ id: programId, accountId });
      if (!row) return null;
      const taken = await programs.findOneBy({ accountId, name: definition.name });
      if (taken && taken.id !== programId) return 'name-taken';
      await db.transaction(async (manager) => {
        const [next] = returnedRows<{ current_version: number }>(
          await manager.query(
            `UPDATE program SET current_version = current_version + 1, name = $3
              WHERE account_id = $1 AND id = $2 RETURNING current_version`,
            [accountId, programId, definition.name],
          ),
        );
        if (!next) throw new Error('The program vanished while it was published');
        await manager.insert(ProgramVersionEntity, {
          accountId,
          programId,
          version: next.current_version,
          definition,
        });
      });
      return view(await programs.findOneByOrFail({ id: programId, accountId }));
    },

    async get(accountId: string, programId: string): Promise<ProgramView | null> {
      const row = await programs.findOneBy({ id: programId, accountId });
      return row ? view(row) : null;
    },

    async findByName(accountId: string, name: string): Promise<ProgramView | null> {
      const row = await programs.findOneBy({ accountId, name });
      return row ? view(row) : null;
    },

    /** Which account a program belongs to: for webhooks, whose caller has no API key. */
    async accountOf(programId: string): Promise<string | null> {
      const row = await programs.findOneBy({ id: programId });
      return row?.accountId ?? null;
    },

    async list(page: { accountId: string; limit: number; after: string | null }): Promise<ProgramView[]> {
      const query = programs
        .createQueryBuilder('program')
        .where('program.accountId = :accountId', { accountId: page.accountId })
        .orderBy('program.id')
        .take(page.limit);
      if (page.after !== null) query.andWhere('program.id > :after', { after: page.after });
      return Promise.all((await query.getMany()).map(view));
    },

    version,
  };
}
