import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Where an opt-out came from, and the id that WhatsApp knows a person by beside the number. */
export class ConsentAndIdentities1780000000003 implements MigrationInterface {
  name = 'ConsentAndIdentities1780000000003';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      ALTER TABLE contact
        ADD COLUMN opt_out_source text;
      ALTER TABLE contact_identity
        ADD COLUMN user_id text;
      CREATE UNIQUE INDEX contact_identity_user_id ON contact_identity (account_id, channel, user_id)
        WHERE user_id IS NOT NULL;
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      ALTER TABLE contact_identity DROP COLUMN user_id;
      ALTER TABLE contact DROP COLUMN opt_out_source;
    `);
  }
}
