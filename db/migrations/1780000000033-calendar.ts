import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Working hours, appointments that cannot overlap, and the calendar at a provider that shows them. */
export class Calendar1780000000033 implements MigrationInterface {
  name = 'Calendar1780000000033';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(TABLES);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      DROP TABLE calendar_permission, calendar_connection, appointment, calendar_setting;
      DROP EXTENSION btree_gist;
    `);
  }
}

/** What is taken ends with the buffer: two stretches that do not overlap have it between them. */
const TABLES = `
  CREATE EXTENSION IF NOT EXISTS btree_gist;

  CREATE TABLE calendar_setting (
    account_id uuid PRIMARY KEY REFERENCES account(id),
    settings jsonb NOT NULL,
    updated_at timestamptz NOT NULL DEFAULT now()
  );

  CREATE TABLE appointment (
    id uuid PRIMARY KEY,
    account_id uuid NOT NULL REFERENCES account(id),
    contact_id uuid NOT NULL REFERENCES contact(id),
    idempotency_key text NOT NULL,
    state text NOT NULL DEFAULT 'booked' CONSTRAINT appointment_state_known CHECK (state IN ('booked','cancelled')),
    starts_at timestamptz NOT NULL,
    ends_at timestamptz NOT NULL,
    taken_until timestamptz NOT NULL,
    note text,
    token text NOT NULL UNIQUE,
    version integer NOT NULL DEFAULT 1,
    shown_version integer NOT NULL DEFAULT 0,
    external_id text,
    not_shown text,
    show_again_at timestamptz,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT appointment_forward CHECK (starts_at < ends_at AND ends_at <= taken_until),
    CONSTRAINT appointment_key_unique UNIQUE (account_id, idempotency_key),
    CONSTRAINT appointment_slot_free EXCLUDE USING gist (
      account_id WITH =, tstzrange(starts_at, taken_until) WITH &&) WHERE (state = 'booked')
  );
  CREATE INDEX appointment_list ON appointment (account_id, starts_at, id);
  CREATE INDEX appointment_of_contact ON appointment (account_id, contact_id, starts_at);
  CREATE INDEX appointment_to_show ON appointment (show_again_at) WHERE shown_version < version;

  CREATE TABLE calendar_connection (
    id uuid PRIMARY KEY,
    account_id uuid NOT NULL REFERENCES account(id),
    provider text NOT NULL CONSTRAINT calendar_provider_known CHECK (provider IN ('google','outlook')),
    tokens jsonb NOT NULL,
    connected_by text NOT NULL,
    connected_at timestamptz NOT NULL DEFAULT now(),
    broken_at timestamptz,
    broken_reason text,
    CONSTRAINT calendar_connection_one UNIQUE (account_id)
  );

  CREATE TABLE calendar_permission (
    state_hash bytea PRIMARY KEY,
    account_id uuid NOT NULL REFERENCES account(id),
    provider text NOT NULL,
    asked_by text NOT NULL,
    verifier jsonb NOT NULL,
    expires_at timestamptz NOT NULL
  );`;
