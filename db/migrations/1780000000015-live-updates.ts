import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What happened, for those who watch: an outbox that writers fill, and the numbered events made of it. */
export class LiveUpdates1780000000015 implements MigrationInterface {
  name = 'LiveUpdates1780000000015';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(TABLES);
    await queryRunner.query(TRIGGERS);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      DROP TRIGGER inbound_message_live ON inbound_message;
      DROP TRIGGER send_live_made ON send;
      DROP TRIGGER send_live_moved ON send;
      DROP FUNCTION tell_message_in();
      DROP FUNCTION tell_message_out();
      DROP FUNCTION tell_send_state();
      DROP INDEX broadcast_changed;
      DROP TABLE live_broadcast, live_event, live_position, live_outbox;
    `);
  }
}

/** Rows of the outbox live for a blink, so nothing refers to them and they refer to nothing. */
const TABLES = `
  CREATE TABLE live_outbox (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    account_id uuid NOT NULL,
    kind text NOT NULL,
    at timestamptz NOT NULL DEFAULT clock_timestamp(),
    data jsonb NOT NULL
  ) WITH (autovacuum_vacuum_threshold = 1000, autovacuum_vacuum_scale_factor = 0);

  CREATE TABLE live_position (
    account_id uuid PRIMARY KEY REFERENCES account(id),
    position bigint NOT NULL
  ) WITH (fillfactor = 50);

  CREATE TABLE live_event (
    account_id uuid NOT NULL,
    position bigint NOT NULL,
    kind text NOT NULL,
    at timestamptz NOT NULL,
    data jsonb NOT NULL,
    PRIMARY KEY (account_id, position)
  );
  CREATE INDEX live_event_age ON live_event (at);

  CREATE TABLE live_broadcast (
    broadcast_id uuid PRIMARY KEY,
    account_id uuid NOT NULL,
    told jsonb NOT NULL,
    told_at timestamptz NOT NULL,
    FOREIGN KEY (account_id, broadcast_id) REFERENCES broadcast (account_id, id) ON DELETE CASCADE
  );
  CREATE INDEX broadcast_changed ON broadcast (updated_at);`;

/**
 * A row each, in the statement that writes anyway. WHEN is asked before anything is run, so that the sends of a
 * broadcast, and steps that nobody watches for, cost a comparison.
 */
const TRIGGERS = `
  CREATE FUNCTION tell_message_in() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    INSERT INTO live_outbox (account_id, kind, data) VALUES (NEW.account_id, 'message', jsonb_build_object(
      'direction', 'in', 'id', NEW.id, 'contactId', NEW.contact_id, 'channel', NEW.channel,
      'botId', NEW.bot_id, 'dialogId', NEW.dialog_state_id));
    RETURN NULL;
  END $$;

  CREATE FUNCTION tell_message_out() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    INSERT INTO live_outbox (account_id, kind, data) VALUES (NEW.account_id, 'message', jsonb_build_object(
      'direction', 'out', 'id', NEW.id, 'contactId', NEW.contact_id, 'channel', NEW.channel,
      'botId', NEW.bot_id, 'dialogId', substring(NEW.idempotency_key FROM '^turn:([0-9a-f-]{36}):')));
    RETURN NULL;
  END $$;

  CREATE FUNCTION tell_send_state() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    INSERT INTO live_outbox (account_id, kind, data) VALUES (NEW.account_id, 'send', jsonb_build_object(
      'id', NEW.id, 'contactId', NEW.contact_id, 'channel', NEW.channel, 'state', NEW.state,
      'code', NEW.result_code));
    RETURN NULL;
  END $$;

  CREATE TRIGGER inbound_message_live AFTER INSERT ON inbound_message
    FOR EACH ROW EXECUTE FUNCTION tell_message_in();
  CREATE TRIGGER send_live_made AFTER INSERT ON send
    FOR EACH ROW WHEN (NEW.broadcast_id IS NULL) EXECUTE FUNCTION tell_message_out();
  CREATE TRIGGER send_live_moved AFTER UPDATE ON send
    FOR EACH ROW WHEN (NEW.broadcast_id IS NULL AND NEW.state <> OLD.state
                       AND NEW.state NOT IN ('reserved','dispatching')) EXECUTE FUNCTION tell_send_state();`;
