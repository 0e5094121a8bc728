import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What contacts are marked with, and alert rules that look at the marked ones alone. */
export class ContactTags1780000000031 implements MigrationInterface {
  name = 'ContactTags1780000000031';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE contact_tag (
        account_id uuid NOT NULL REFERENCES account(id),
        contact_id uuid NOT NULL,
        tag text NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (account_id, contact_id, tag),
        FOREIGN KEY (account_id, contact_id) REFERENCES contact (account_id, id)
      );
      CREATE INDEX contact_tag_contacts ON contact_tag (account_id, tag, contact_id);
      UPDATE alert_rule SET scope = scope || '{"tags": []}';
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      UPDATE alert_rule SET scope = scope - 'tags';
      DROP TABLE contact_tag;
    `);
  }
}
