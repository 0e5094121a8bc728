import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What an API key may; keys from before may everything, as they always could. */
export class KeyScopes1780000000010 implements MigrationInterface {
  name = 'KeyScopes1780000000010';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('ALTER TABLE api_key ADD scopes text[]');
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('ALTER TABLE api_key DROP scopes');
  }
}
