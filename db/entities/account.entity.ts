import { EntitySchema } from 'typeorm';

export interface AccountRow {
  id: string;
  name: string;
  createdAt: Date;
}

export const AccountEntity = new EntitySchema<AccountRow>({
  name: 'account',
  columns: {
    id: { type: 'uuid', primary: true },
    name: { type: 'text' },
    createdAt: { name: 'created_at', type: 'timestamptz', createDate: true },
  },
});
