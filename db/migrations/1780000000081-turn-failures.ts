import type { MigrationInterface, QueryRunner } from 'typeorm';

/** How the latest turn of a message failed: null of the many whose turns never did. */
export class TurnFailures1780000000081 implements MigrationInterface {
  name = 'TurnFailures1780000000081';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('ALTER TABLE inbound_message ADD turn_failure text');
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('ALTER TABLE inbound_message DROP turn_failure');
  }
}
