import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What a rule found, as a code with its values beside the sentence: null of alerts that were raised before. */
export class AlertReasons1780000000079 implements MigrationInterface {
  name = 'AlertReasons1780000000079';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('ALTER TABLE alert ADD reason jsonb');
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('ALTER TABLE alert DROP reason');
  }
}
