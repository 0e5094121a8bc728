import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The platform's own senders have one row for all accounts, under an account of zeros that is nobody's. */
export class PlatformSenders1780000000011 implements MigrationInterface {
  name = 'PlatformSenders1780000000011';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('ALTER TABLE rate_lease DROP CONSTRAINT IF EXISTS rate_lease_account_id_fkey');
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      DELETE FROM rate_lease WHERE account_id NOT IN (SELECT id FROM account);
      ALTER TABLE rate_lease ADD CONSTRAINT rate_lease_account_id_fkey FOREIGN KEY (account_id) REFERENCES account (id);
    `);
  }
}
