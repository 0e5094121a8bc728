import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What rules have done about their alerts: one row an alert and action, written with the alert. */
export class AlertActions1780000000041 implements MigrationInterface {
  name = 'AlertActions1780000000041';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      ALTER TABLE alert_rule ADD COLUMN actions jsonb NOT NULL DEFAULT '[]';

      CREATE TABLE alert_secret (
        rule_id uuid PRIMARY KEY,
        account_id uuid NOT NULL REFERENCES account(id),
        sealed jsonb NOT NULL,
        fingerprint text NOT NULL,
        made_at timestamptz NOT NULL DEFAULT now(),
        FOREIGN KEY (account_id, rule_id) REFERENCES alert_rule (account_id, id) ON DELETE CASCADE
      );

      ALTER TABLE alert ADD CONSTRAINT alert_account_id_unique UNIQUE (account_id, id);
      CREATE TABLE alert_action (
        id uuid PRIMARY KEY,
        account_id uuid NOT NULL REFERENCES account(id),
        alert_id uuid NOT NULL,
        position smallint NOT NULL,
        action jsonb NOT NULL,
        state text NOT NULL DEFAULT 'due' CONSTRAINT alert_action_state_known CHECK (state IN ('due','done','failed')),
        tries smallint NOT NULL DEFAULT 0,
        next_at timestamptz NOT NULL DEFAULT now(),
        reason text,
        settled_at timestamptz,
        CONSTRAINT alert_action_once UNIQUE (alert_id, position),
        FOREIGN KEY (account_id, alert_id) REFERENCES alert (account_id, id) ON DELETE CASCADE
      );
      CREATE INDEX alert_action_due ON alert_action (next_at) WHERE state = 'due';
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      DROP TABLE alert_action;
      ALTER TABLE alert DROP CONSTRAINT alert_account_id_unique;
      DROP TABLE alert_secret;
      ALTER TABLE alert_rule DROP COLUMN actions;
    `);
  }
}
