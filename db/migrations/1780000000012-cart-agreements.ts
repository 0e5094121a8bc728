import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Where a cart was shown to its contact as it then stood, so that a later yes is bound to it; and which changes of
 * carts were made, so that a change that is asked for twice is made once.
 */
export class CartAgreements1780000000012 implements MigrationInterface {
  name = 'CartAgreements1780000000012';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      ALTER TABLE carts
        ADD COLUMN shown_dialog_id uuid,
        ADD COLUMN shown_turn integer,
        ADD COLUMN shown_hash text;
      CREATE INDEX cart_shown ON carts (account_id, user_id, shown_dialog_id, id DESC);

      CREATE TABLE cart_change (
        account_id uuid NOT NULL REFERENCES account(id),
        change_key text NOT NULL,
        made_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (account_id, change_key)
      );
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      DROP TABLE cart_change;
      ALTER TABLE carts DROP COLUMN shown_dialog_id, DROP COLUMN shown_turn, DROP COLUMN shown_hash;
    `);
  }
}
