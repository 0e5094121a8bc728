import type { DataSource } from 'typeorm';
import { returnedRows } from './send-mapping';

export interface ContactTag {
  accountId: string;
  contactId: string;
  tag: string;
}

export type ContactTags = ReturnType<typeof createContactTags>;

/** What contacts are marked with: the segments of an account. */
export function createContactTags(db: DataSource) {
  return {
    /** Again changes nothing; false when there is no such contact. */
    async add({ accountId, contactId, tag }: ContactTag): Promise<boolean> {
      const rows: unknown = await db.query(
        `WITH marked AS (SELECT account_id, id FROM contact WHERE account_id = $1 AND id = $2 FOR KEY SHARE),
              written AS (INSERT INTO contact_tag (account_id, contact_id, tag)
                          SELECT account_id, id, $3 FROM marked ON CONFLICT DO NOTHING)
         SELECT id FROM marked`,
        [accountId, contactId, tag],
      );
      return returnedRows(rows).length > 0;
    },

    /** False when the contact has no such tag. */
    async remove({ accountId, contactId, tag }: ContactTag): Promise<boolean> {
      const rows: unknown = await db.query(
        'DELETE FROM contact_tag WHERE account_id = $1 AND contact_id = $2 AND tag = $3 RETURNING tag',
        [accountId, contactId, tag],
      );
      return returnedRows(rows).length > 0;
    },
  };
}
