import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The key of an appointment's last change, so that whoever asks for it again changes nothing else; and nothing of
 * calendars elsewhere, which no account can connect.
 */
export class AppointmentChanges1780000000034 implements MigrationInterface {
  name = 'AppointmentChanges1780000000034';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      ALTER TABLE appointment ADD COLUMN change_key text, DROP COLUMN shown_version, DROP COLUMN external_id,
        DROP COLUMN not_shown, DROP COLUMN show_again_at;
      CREATE INDEX appointment_changed ON appointment (account_id, change_key) WHERE change_key IS NOT NULL;
      DROP TABLE calendar_permission, calendar_connection;
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      ALTER TABLE appointment DROP COLUMN change_key, ADD COLUMN shown_version integer NOT NULL DEFAULT 0,
        ADD COLUMN external_id text, ADD COLUMN not_shown text, ADD COLUMN show_again_at timestamptz;
      CREATE TABLE calendar_connection (id uuid PRIMARY KEY);
      CREATE TABLE calendar_permission (state_hash bytea PRIMARY KEY);
    `);
  }
}
