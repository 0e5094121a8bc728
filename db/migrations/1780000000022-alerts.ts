import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Rules that watch messages, what they raised, and the messages nobody has looked at yet. */
export class Alerts1780000000022 implements MigrationInterface {
  name = 'Alerts1780000000022';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(TABLES);
    await queryRunner.query(TRIGGERS);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      DROP TRIGGER inbound_message_watched ON inbound_message;
      DROP TRIGGER send_watched ON send;
      DROP FUNCTION watch_message();
      DROP TABLE alert_check, alert, alert_rule;
      DROP FUNCTION tell_alert();
    `);
  }
}

/** A check is of a message just written, in the same statement: nothing refers to it for longer than a blink. */
const TABLES = `
  CREATE TABLE alert_rule (
    id uuid PRIMARY KEY,
    account_id uuid NOT NULL REFERENCES account(id),
    name text NOT NULL,
    is_active boolean NOT NULL DEFAULT true,
    condition jsonb NOT NULL,
    direction text NOT NULL CONSTRAINT alert_rule_direction_known CHECK (direction IN ('inbound','outbound','both')),
    severity text NOT NULL CONSTRAINT alert_rule_severity_known CHECK (severity IN ('low','medium','high')),
    scope jsonb NOT NULL,
    cooldown_seconds integer NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT alert_rule_name_unique UNIQUE (account_id, name),
    CONSTRAINT alert_rule_account_id_unique UNIQUE (account_id, id)
  );
  CREATE INDEX alert_rule_watching ON alert_rule (account_id) WHERE is_active;

  CREATE TABLE alert (
    id uuid PRIMARY KEY,
    account_id uuid NOT NULL REFERENCES account(id),
    rule_id uuid NOT NULL,
    severity text NOT NULL,
    state text NOT NULL DEFAULT 'open' CONSTRAINT alert_state_known CHECK (state IN ('open','acknowledged','resolved')),
    why text NOT NULL,
    contact_id uuid,
    bot_id uuid,
    dialog_id uuid,
    inbound_message_id uuid,
    send_id uuid,
    raised_at timestamptz NOT NULL DEFAULT now(),
    acknowledged_at timestamptz,
    acknowledged_by text,
    resolved_at timestamptz,
    resolved_by text,
    CONSTRAINT alert_of_inbound_once UNIQUE (rule_id, inbound_message_id),
    CONSTRAINT alert_of_send_once UNIQUE (rule_id, send_id),
    FOREIGN KEY (account_id, rule_id) REFERENCES alert_rule (account_id, id) ON DELETE CASCADE
  );
  CREATE INDEX alert_list ON alert (account_id, id DESC);
  CREATE INDEX alert_cooldown ON alert (rule_id, contact_id, raised_at DESC);

  CREATE TABLE alert_check (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    account_id uuid NOT NULL,
    inbound_message_id uuid,
    send_id uuid
  ) WITH (autovacuum_vacuum_threshold = 1000, autovacuum_vacuum_scale_factor = 0);`;

const TRIGGERS = `
  CREATE FUNCTION watch_message() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    INSERT INTO alert_check (account_id, inbound_message_id, send_id)
    SELECT NEW.account_id, CASE TG_ARGV[0] WHEN 'in' THEN NEW.id END, CASE TG_ARGV[0] WHEN 'out' THEN NEW.id END
     WHERE EXISTS (SELECT 1 FROM alert_rule WHERE account_id = NEW.account_id AND is_active);
    RETURN NULL;
  END $$;

  CREATE FUNCTION tell_alert() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    INSERT INTO live_outbox (account_id, kind, data) VALUES (NEW.account_id, 'alert', jsonb_build_object(
      'id', NEW.id, 'ruleId', NEW.rule_id, 'severity', NEW.severity, 'state', NEW.state,
      'contactId', NEW.contact_id, 'dialogId', NEW.dialog_id));
    RETURN NULL;
  END $$;

  CREATE TRIGGER inbound_message_watched AFTER INSERT ON inbound_message
    FOR EACH ROW EXECUTE FUNCTION watch_message('in');
  CREATE TRIGGER send_watched AFTER INSERT ON send
    FOR EACH ROW WHEN (NEW.broadcast_id IS NULL) EXECUTE FUNCTION watch_message('out');
  CREATE TRIGGER alert_live AFTER INSERT OR UPDATE OF state ON alert
    FOR EACH ROW EXECUTE FUNCTION tell_alert();`;
