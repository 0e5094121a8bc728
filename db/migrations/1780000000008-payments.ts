import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Where orders are paid, what was paid for them, and the till of the test provider. */
export class Payments1780000000008 implements MigrationInterface {
  name = 'Payments1780000000008';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE payment_session (
        order_id integer PRIMARY KEY,
        account_id uuid NOT NULL REFERENCES account(id),
        provider text NOT NULL,
        reference uuid NOT NULL CONSTRAINT payment_session_reference_unique UNIQUE,
        session_id text,
        url text,
        created_at timestamptz NOT NULL DEFAULT now(),
        FOREIGN KEY (account_id, order_id) REFERENCES orders (account_id, id)
      );

      CREATE TABLE payment (
        id uuid PRIMARY KEY,
        account_id uuid NOT NULL REFERENCES account(id),
        order_id integer NOT NULL,
        provider text NOT NULL,
        provider_payment_id text NOT NULL,
        amount_minor bigint NOT NULL,
        currency text NOT NULL,
        state text NOT NULL DEFAULT 'taken'
          CONSTRAINT payment_state_known CHECK (state IN ('taken','kept','returning','returned')),
        refund_id text,
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now(),
        CONSTRAINT payment_provider_unique UNIQUE (provider, provider_payment_id),
        FOREIGN KEY (account_id, order_id) REFERENCES orders (account_id, id)
      );
      CREATE INDEX payment_of_order ON payment (order_id, id);
      CREATE INDEX payment_unsettled ON payment (updated_at) WHERE state IN ('taken','returning');
      CREATE UNIQUE INDEX payment_one_kept ON payment (order_id) WHERE state = 'kept';

      CREATE TABLE test_payment (
        reference uuid PRIMARY KEY REFERENCES payment_session (reference),
        payment_id text NOT NULL CONSTRAINT test_payment_id_unique UNIQUE,
        amount_minor bigint NOT NULL,
        currency text NOT NULL,
        refunded_at timestamptz,
        created_at timestamptz NOT NULL DEFAULT now()
      );
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE test_payment, payment, payment_session');
  }
}
