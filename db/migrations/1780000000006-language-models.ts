import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The language models of an account in their order, what they may cost in a day, and every call of one. */
export class LanguageModels1780000000006 implements MigrationInterface {
  name = 'LanguageModels1780000000006';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE language_model_setting (
        id uuid PRIMARY KEY,
        account_id uuid NOT NULL REFERENCES account(id),
        position smallint NOT NULL,
        provider text NOT NULL,
        model text NOT NULL,
        credentials jsonb,
        fingerprint text,
        created_at timestamptz NOT NULL DEFAULT now(),
        CONSTRAINT language_model_position_unique UNIQUE (account_id, position) DEFERRABLE INITIALLY DEFERRED
      );

      CREATE TABLE language_model_budget (
        account_id uuid PRIMARY KEY REFERENCES account(id),
        tokens_per_day bigint CONSTRAINT budget_tokens_not_negative CHECK (tokens_per_day >= 0),
        cost_micros_per_day bigint CONSTRAINT budget_cost_not_negative CHECK (cost_micros_per_day >= 0),
        updated_at timestamptz NOT NULL DEFAULT now()
      );

      CREATE TABLE model_usage (
        id uuid PRIMARY KEY,
        account_id uuid NOT NULL REFERENCES account(id),
        step_key text NOT NULL,
        provider text NOT NULL,
        model text NOT NULL,
        outcome text NOT NULL,
        started_at timestamptz NOT NULL,
        ms integer NOT NULL,
        input_tokens integer NOT NULL,
        cached_input_tokens integer NOT NULL,
        output_tokens integer NOT NULL,
        cost_micros bigint
      );
      CREATE INDEX model_usage_by_day ON model_usage (account_id, started_at)
        INCLUDE (input_tokens, output_tokens, cost_micros);
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE model_usage, language_model_budget, language_model_setting');
  }
}
