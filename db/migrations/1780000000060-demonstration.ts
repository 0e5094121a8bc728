import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The account that a first start fills to be looked at. It can be removed with everything in it; what the audit log
 * has of it stays, so the log is no longer bound to the accounts there are.
 */
export class Demonstration1780000000060 implements MigrationInterface {
  name = 'Demonstration1780000000060';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE demonstration (
        account_id uuid PRIMARY KEY REFERENCES account(id),
        steps_done text[] NOT NULL DEFAULT '{}',
        ready_at timestamptz
      );
      CREATE UNIQUE INDEX demonstration_is_one ON demonstration ((true));
      ALTER TABLE audit_entry DROP CONSTRAINT audit_entry_account_id_fkey;
      ALTER TABLE audit_outcome DROP CONSTRAINT audit_outcome_account_id_fkey;
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      DROP TABLE demonstration;
      ALTER TABLE audit_entry ADD FOREIGN KEY (account_id) REFERENCES account(id) NOT VALID;
      ALTER TABLE audit_outcome ADD FOREIGN KEY (account_id) REFERENCES account(id) NOT VALID;
    `);
  }
}
