import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Until when the answer to a message's webhook can carry the reply, and how often the sweep failed with it. */
export class RepliesInAnswers1780000000004 implements MigrationInterface {
  name = 'RepliesInAnswers1780000000004';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(
      `ALTER TABLE inbound_message
         ADD COLUMN reply_by timestamptz,
         ADD COLUMN failures integer NOT NULL DEFAULT 0`,
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('ALTER TABLE inbound_message DROP COLUMN failures, DROP COLUMN reply_by');
  }
}
