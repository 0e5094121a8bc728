import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What accounts say of themselves, in versions that never change. */
export class BusinessSettings1780000000050 implements MigrationInterface {
  name = 'BusinessSettings1780000000050';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE business_version (
        account_id uuid NOT NULL REFERENCES account(id),
        version integer NOT NULL,
        name text NOT NULL,
        settings json NOT NULL,
        changed_by text NOT NULL,
        changed_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (account_id, version)
      );
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE business_version');
  }
}
