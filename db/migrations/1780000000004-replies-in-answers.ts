import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Until when the answer to a message's webhook can still carry the reply. */
export class RepliesInAnswers1780000000004 implements MigrationInterface {
  name = 'RepliesInAnswers1780000000004';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('ALTER TABLE inbound_message ADD COLUMN reply_by timestamptz');
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('ALTER TABLE inbound_message DROP COLUMN reply_by');
  }
}
