import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The open enrollments of a contact, which every message asks for: a paused one is open too. */
export class OpenEnrollments1780000000083 implements MigrationInterface {
  name = 'OpenEnrollments1780000000083';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE INDEX enrollment_open ON enrollment (account_id, contact_id) WHERE stage IN ('active', 'paused');
      DROP INDEX enrollment_contact;
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE INDEX enrollment_contact ON enrollment (account_id, contact_id) WHERE stage = 'active';
      DROP INDEX enrollment_open;
    `);
  }
}
