import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The templates by which a bot reminds of orders and carts, and carts in the order in which they become due. */
export class ReminderTemplates1780000000018 implements MigrationInterface {
  name = 'ReminderTemplates1780000000018';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      ALTER TABLE bot_instance
        ADD COLUMN order_template text,
        ADD COLUMN cart_template text;
      CREATE INDEX cart_to_remind_of ON carts (updated_at) WHERE status = 'active' AND reminded_at IS NULL;
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      DROP INDEX cart_to_remind_of;
      ALTER TABLE bot_instance DROP COLUMN order_template, DROP COLUMN cart_template;
    `);
  }
}
