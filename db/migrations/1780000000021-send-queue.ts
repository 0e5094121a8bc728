import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Messages for a time of their own, and how often one failed within Hilo itself before it is parked. */
export class SendQueue1780000000021 implements MigrationInterface {
  name = 'SendQueue1780000000021';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      ALTER TABLE send ADD COLUMN scheduled_for timestamptz, ADD COLUMN failures smallint NOT NULL DEFAULT 0;
      CREATE INDEX inbound_message_parked ON inbound_message (account_id, id) WHERE handled_at IS NULL AND failures > 0;
      CREATE INDEX send_parked ON send (account_id, id) WHERE state = 'rejected' AND result_code = 'parked';
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      DROP INDEX inbound_message_parked, send_parked;
      ALTER TABLE send DROP COLUMN scheduled_for, DROP COLUMN failures;
    `);
  }
}
