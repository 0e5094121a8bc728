import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Working hours, and appointments that cannot overlap. The key of an appointment's last change is kept, so that
 * whoever asks for it again changes nothing else.
 */
export class Calendar1780000000033 implements MigrationInterface {
  name = 'Calendar1780000000033';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(TABLES);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      DROP TABLE appointment, calendar_setting;
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
    contact_id uuid NOT NULL,
    idempotency_key text NOT NULL,
    state text NOT NULL DEFAULT 'booked' CONSTRAINT appointment_state_known CHECK (state IN ('booked','cancelled')),
    starts_at timestamptz NOT NULL,
    ends_at timestamptz NOT NULL,
    taken_until timestamptz NOT NULL,
    note text,
    token text NOT NULL UNIQUE,
    version integer NOT NULL DEFAULT 1,
    change_key text,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    FOREIGN KEY (account_id, contact_id) REFERENCES contact (account_id, id),
    CONSTRAINT appointment_forward CHECK (starts_at < ends_at AND ends_at <= taken_until),
    CONSTRAINT appointment_key_unique UNIQUE (account_id, idempotency_key),
    CONSTRAINT appointment_slot_free EXCLUDE USING gist (
      account_id WITH =, tstzrange(starts_at, taken_until) WITH &&) WHERE (state = 'booked')
  );
  CREATE INDEX appointment_list ON appointment (account_id, starts_at, id);
  CREATE INDEX appointment_of_contact ON appointment (account_id, contact_id, starts_at);
  CREATE INDEX appointment_changed ON appointment (account_id, change_key) WHERE change_key IS NOT NULL;`;
