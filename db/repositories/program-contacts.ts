import type { DataSource } from 'typeorm';
import { returnedRows } from './send-mapping';

export type ProgramContacts = ReturnType<typeof createProgramContacts>;

/** Who is behind the enrollments of a program. */
export function createProgramContacts(db: DataSource) {
  return {
    /** The enrollment of whoever has this number, as a phone or as an address of any channel. */
    async findEnrollment(accountId: string, programId: string, phone: string): Promise<string | null> {
      const [row] = returnedRows<{ id: string }>(
        await db.query(
          `SELECT enrollment.id FROM enrollment
             JOIN contact ON contact.account_id = enrollment.account_id AND contact.id = enrollment.contact_id
            WHERE enrollment.account_id = $1 AND enrollment.program_id = $2
              AND (contact.phone = $3 OR EXISTS (
                    SELECT 1 FROM contact_identity identity WHERE identity.account_id = $1
                       AND identity.address = $3 AND identity.contact_id = contact.id))
            ORDER BY enrollment.id LIMIT 1`,
          [accountId, programId, phone],
        ),
      );
      return row?.id ?? null;
    },

    /** The programs in which whoever has this number is enrolled. */
    async programsOf(accountId: string, phone: string): Promise<string[]> {
      const rows = returnedRows<{ program_id: string }>(
        await db.query(
          `SELECT DISTINCT enrollment.program_id FROM enrollment
             JOIN contact ON contact.account_id = enrollment.account_id AND contact.id = enrollment.contact_id
            WHERE enrollment.account_id = $1 AND enrollment.stage IN ('active', 'paused')
              AND (contact.phone = $2 OR EXISTS (
                    SELECT 1 FROM contact_identity identity WHERE identity.account_id = $1
                       AND identity.address = $2 AND identity.contact_id = contact.id))`,
          [accountId, phone],
        ),
      );
      return rows.map((row) => row.program_id);
    },

    /** The phones of some contacts, by contact id; a contact without one is left out. */
    async phonesOf(accountId: string, contactIds: readonly string[]): Promise<Map<string, string>> {
      const rows = returnedRows<{ id: string; phone: string }>(
        await db.query(
          'SELECT id, phone FROM contact WHERE account_id = $1 AND id = ANY($2::uuid[]) AND phone IS NOT NULL',
          [accountId, contactIds],
        ),
      );
      return new Map(rows.map((row) => [row.id, row.phone]));
    },
  };
}
