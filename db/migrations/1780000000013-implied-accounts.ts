import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * A send's and an identity's account is that of its contact, which its own key says already. Checking it once more
 * locked the one row of the account for each message of a broadcast and each person of a list.
 */
export class ImpliedAccounts1780000000013 implements MigrationInterface {
  name = 'ImpliedAccounts1780000000013';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      ALTER TABLE send DROP CONSTRAINT send_account_id_fkey;
      ALTER TABLE contact_identity DROP CONSTRAINT contact_identity_account_id_fkey;
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      ALTER TABLE send ADD CONSTRAINT send_account_id_fkey FOREIGN KEY (account_id) REFERENCES account (id);
      ALTER TABLE contact_identity ADD CONSTRAINT contact_identity_account_id_fkey
        FOREIGN KEY (account_id) REFERENCES account (id);
    `);
  }
}
