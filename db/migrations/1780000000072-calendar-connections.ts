import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Calendars at Google and Microsoft that show appointments, how far each appointment is shown there, and a rule about
 * calendars that lock Hilo out.
 */
export class CalendarConnections1780000000072 implements MigrationInterface {
  name = 'CalendarConnections1780000000072';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(TABLES);
    await queryRunner.query(
      `INSERT INTO alert_rule (id, account_id, name, severity, condition, direction, scope, cooldown_seconds)
       SELECT gen_random_uuid(), id, 'Calendar revoked', 'high', '{"type": "calendar-revoked"}', 'both',
              '{"botIds": [], "channels": [], "tags": []}', 300 FROM account
       ON CONFLICT DO NOTHING`,
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      DELETE FROM alert_rule WHERE condition->>'type' = 'calendar-revoked';
      DROP INDEX appointment_unshown;
      ALTER TABLE appointment DROP COLUMN event_connection_id, DROP COLUMN event_id, DROP COLUMN event_version,
        DROP COLUMN event_try_at, DROP COLUMN event_trouble;
      DROP TABLE calendar_request, calendar_connection;
    `);
  }
}

/** `event_connection_id` says where an event was asked for, and may be, before anybody heard of it. */
const TABLES = `
  CREATE TABLE calendar_connection (
    id uuid PRIMARY KEY,
    account_id uuid NOT NULL CONSTRAINT calendar_connection_one UNIQUE REFERENCES account(id),
    provider text NOT NULL CONSTRAINT calendar_connection_provider_known CHECK (provider IN ('google','outlook')),
    state text NOT NULL DEFAULT 'connected'
      CONSTRAINT calendar_connection_state_known CHECK (state IN ('connected','revoked')),
    owner text NOT NULL,
    calendar text NOT NULL,
    connected_by text NOT NULL,
    connected_at timestamptz NOT NULL,
    revoked_at timestamptz,
    sealed jsonb NOT NULL,
    fingerprint text NOT NULL,
    CONSTRAINT calendar_connection_revoked CHECK ((state = 'revoked') = (revoked_at IS NOT NULL))
  );

  CREATE TABLE calendar_request (
    id uuid PRIMARY KEY,
    account_id uuid NOT NULL REFERENCES account(id),
    provider text NOT NULL,
    state_hash bytea NOT NULL CONSTRAINT calendar_request_state UNIQUE,
    verifier text NOT NULL,
    asker_kind text NOT NULL CONSTRAINT calendar_request_asker_known CHECK (asker_kind IN ('key','operator')),
    asker_id uuid NOT NULL,
    asker_name text NOT NULL,
    expires_at timestamptz NOT NULL
  );
  CREATE INDEX calendar_request_of_account ON calendar_request (account_id, expires_at);

  ALTER TABLE appointment
    ADD COLUMN event_connection_id uuid,
    ADD COLUMN event_id text,
    ADD COLUMN event_version integer,
    ADD COLUMN event_try_at timestamptz,
    ADD COLUMN event_trouble text;
  CREATE INDEX appointment_unshown ON appointment (account_id, starts_at) WHERE event_version IS DISTINCT FROM version;`;
