import { EntitySchema } from 'typeorm';
import type { ProgramDefinition } from '../../domain/programs/definition';

export interface ProgramRow {
  id: string;
  accountId: string;
  name: string;
  currentVersion: number;
  createdAt: Date;
}

export const ProgramEntity = new EntitySchema<ProgramRow>({
  name: 'program',
  columns: {
    id: { type: 'uuid', primary: true },
    accountId: { name: 'account_id', type: 'uuid' },
    name: { type: 'text' },
    currentVersion: { name: 'current_version', type: 'integer' },
    createdAt: { name: 'created_at', type: 'timestamptz', createDate: true },
  },
});

/** One published definition; never changed afterwards. */
export interface ProgramVersionRow {
  accountId: string;
  programId: string;
  version: number;
  definition: ProgramDefinition;
  publishedAt: Date;
}

export const ProgramVersionEntity = new EntitySchema<ProgramVersionRow>({
  name: 'program_version',
  columns: {
    accountId: { name: 'account_id', type: 'uuid' },
    programId: { name: 'program_id', type: 'uuid', primary: true },
    version: { type: 'integer', primary: true },
    definition: { type: 'jsonb' },
    publishedAt: { name: 'published_at', type: 'timestamptz', createDate: true },
  },
});
