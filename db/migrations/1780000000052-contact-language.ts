import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The language that a contact's own app speaks, where a channel tells it. */
export class ContactLanguage1780000000052 implements MigrationInterface {
  name = 'ContactLanguage1780000000052';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('ALTER TABLE contact ADD COLUMN language text');
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('ALTER TABLE contact DROP COLUMN language');
  }
}
