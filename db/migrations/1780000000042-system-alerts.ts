import type { MigrationInterface, QueryRunner } from 'typeorm';
import { uuidv7 } from 'uuidv7';

/** Rules about the platform itself, and what they count. */
export class SystemAlerts1780000000042 implements MigrationInterface {
  name = 'SystemAlerts1780000000042';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      ALTER TABLE alert ADD COLUMN subject text, ADD COLUMN cleared_at timestamptz;
      CREATE UNIQUE INDEX alert_standing_once ON alert (rule_id, subject)
        WHERE subject IS NOT NULL AND cleared_at IS NULL;
      CREATE INDEX alert_of_subject ON alert (rule_id, raised_at DESC) WHERE subject IS NOT NULL;

      ALTER TABLE broadcast ADD COLUMN paused_itself boolean NOT NULL DEFAULT false;
      CREATE INDEX broadcast_stopped ON broadcast (account_id) WHERE state = 'paused' AND paused_itself;
      CREATE INDEX send_due ON send (account_id, created_at) WHERE state = 'reserved' AND broadcast_id IS NULL;

      CREATE TABLE webhook_refusal (
        account_id uuid NOT NULL REFERENCES account(id),
        platform text NOT NULL,
        minute timestamptz NOT NULL,
        count integer NOT NULL DEFAULT 1,
        PRIMARY KEY (account_id, platform, minute)
      );
      ${watchesMessages("AND condition->>'type' IN ('keyword','regex','sentiment')")}
    `);
    const accounts = (await queryRunner.query('SELECT id FROM account ORDER BY id')) as { id: string }[];
    for (const { id } of accounts) {
      for (const [name, severity, condition] of RULES) {
        await queryRunner.query(
          `INSERT INTO alert_rule (id, account_id, name, condition, direction, severity, scope, cooldown_seconds)
           VALUES ($1, $2, $3, $4, 'both', $5, '{"botIds": [], "channels": [], "tags": []}', 300)
           ON CONFLICT DO NOTHING`,
          [uuidv7(), id, name, JSON.stringify(condition), severity],
        );
      }
    }
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      DELETE FROM alert_rule WHERE condition->>'type' NOT IN ('keyword','regex','sentiment');
      ${watchesMessages('')}
      DROP TABLE webhook_refusal;
      DROP INDEX send_due, broadcast_stopped, alert_of_subject, alert_standing_once;
      ALTER TABLE broadcast DROP COLUMN paused_itself;
      ALTER TABLE alert DROP COLUMN subject, DROP COLUMN cleared_at;
    `);
  }
}

/** As they were when this was released. */
const RULES: readonly [string, string, object][] = [
  ['Provider down', 'high', { type: 'provider-down', failures: 5, minutes: 15 }],
  ['Sends fail', 'high', { type: 'failure-rate', above: 0.2, atLeast: 20, minutes: 60 }],
  ['Broadcast stopped itself', 'medium', { type: 'broadcast-paused' }],
  ['Webhooks not signed', 'medium', { type: 'webhook-signatures', atLeast: 10, minutes: 15 }],
  ['Messages wait', 'high', { type: 'queue-age', minutes: 10 }],
];

/** Only rules about messages make a message wait to be looked at. */
function watchesMessages(narrower: string): string {
  return `
    DROP INDEX alert_rule_watching;
    CREATE INDEX alert_rule_watching ON alert_rule (account_id) WHERE is_active ${narrower};
    CREATE OR REPLACE FUNCTION watch_message() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      INSERT INTO alert_check (account_id, inbound_message_id, send_id)
      SELECT NEW.account_id, CASE TG_ARGV[0] WHEN 'in' THEN NEW.id END, CASE TG_ARGV[0] WHEN 'out' THEN NEW.id END
       WHERE EXISTS (SELECT 1 FROM alert_rule WHERE account_id = NEW.account_id AND is_active ${narrower});
      RETURN NULL;
    END $$;`;
}
