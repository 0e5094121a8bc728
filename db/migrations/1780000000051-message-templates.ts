import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Providers' templates as they were last told of, how each look at a list went, and how bots' webhooks fare. */
export class MessageTemplates1780000000051 implements MigrationInterface {
  name = 'MessageTemplates1780000000051';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE message_template (
        id uuid PRIMARY KEY,
        account_id uuid NOT NULL REFERENCES account(id),
        channel text NOT NULL,
        bot_id uuid,
        owner text NOT NULL,
        template text NOT NULL,
        name text NOT NULL,
        language text NOT NULL,
        category text,
        status text NOT NULL,
        quality text NOT NULL DEFAULT 'unknown',
        reason text,
        body text,
        told_at timestamptz NOT NULL,
        CONSTRAINT message_template_unique UNIQUE NULLS NOT DISTINCT (account_id, channel, template, bot_id),
        FOREIGN KEY (account_id, bot_id) REFERENCES bot_instance (account_id, id) ON DELETE CASCADE
      );

      ALTER TABLE bot_platform_credential
        ADD COLUMN verified_at timestamptz,
        ADD COLUMN refused_at timestamptz;

      CREATE TABLE template_sync (
        account_id uuid NOT NULL REFERENCES account(id),
        channel text NOT NULL,
        bot_id uuid,
        synced_at timestamptz NOT NULL,
        templates integer,
        failure text,
        CONSTRAINT template_sync_unique UNIQUE NULLS NOT DISTINCT (account_id, channel, bot_id),
        FOREIGN KEY (account_id, bot_id) REFERENCES bot_instance (account_id, id) ON DELETE CASCADE
      );
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      DROP TABLE template_sync, message_template;
      ALTER TABLE bot_platform_credential DROP COLUMN verified_at, DROP COLUMN refused_at;
    `);
  }
}
