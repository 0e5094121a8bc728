import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Accounts, contacts, the send ledger, inbound messages and rate leases. */
export class Foundation1780000000000 implements MigrationInterface {
  name = 'Foundation1780000000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE account (
        id uuid PRIMARY KEY,
        name text NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now()
      );

      CREATE TABLE api_key (
        id uuid PRIMARY KEY,
        account_id uuid NOT NULL REFERENCES account(id),
        name text NOT NULL,
        prefix text NOT NULL,
        key_hash bytea NOT NULL CONSTRAINT api_key_hash_unique UNIQUE,
        created_at timestamptz NOT NULL DEFAULT now(),
        last_used_at timestamptz,
        revoked_at timestamptz
      );
      CREATE INDEX api_key_account ON api_key (account_id);

      CREATE TABLE contact (
        id uuid PRIMARY KEY,
        account_id uuid NOT NULL REFERENCES account(id),
        phone text,
        name text,
        opted_out_at timestamptz,
        consent_source text,
        consent_at timestamptz,
        last_inbound_at timestamptz,
        created_at timestamptz NOT NULL DEFAULT now(),
        CONSTRAINT contact_account_id_unique UNIQUE (account_id, id)
      );
      CREATE INDEX contact_phone ON contact (account_id, phone);

      CREATE TABLE contact_identity (
        account_id uuid NOT NULL REFERENCES account(id),
        channel text NOT NULL,
        address text NOT NULL,
        contact_id uuid NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (account_id, channel, address),
        CONSTRAINT contact_identity_contact_unique UNIQUE (account_id, contact_id, channel),
        FOREIGN KEY (account_id, contact_id) REFERENCES contact (account_id, id)
      );

      CREATE TABLE send (
        id uuid PRIMARY KEY,
        account_id uuid NOT NULL REFERENCES account(id),
        idempotency_key text NOT NULL,
        contact_id uuid NOT NULL,
        channel text NOT NULL,
        content jsonb NOT NULL,
        state text NOT NULL DEFAULT 'reserved' CONSTRAINT send_state_known CHECK (state IN
          ('reserved','dispatching','accepted','delivered','read','rejected','suppressed','unconfirmed','cancelled')),
        attempt_id uuid,
        attempts smallint NOT NULL DEFAULT 0,
        provider_id text,
        result_code text,
        result_detail text,
        reconciliations smallint NOT NULL DEFAULT 0,
        not_before timestamptz,
        next_check_at timestamptz,
        response_ms integer,
        created_at timestamptz NOT NULL DEFAULT now(),
        dispatched_at timestamptz,
        settled_at timestamptz,
        updated_at timestamptz NOT NULL DEFAULT now(),
        CONSTRAINT send_idempotency_unique UNIQUE (account_id, idempotency_key),
        FOREIGN KEY (account_id, contact_id) REFERENCES contact (account_id, id)
      );
      CREATE UNIQUE INDEX send_attempt_unique ON send (attempt_id) WHERE attempt_id IS NOT NULL;
      CREATE UNIQUE INDEX send_provider_unique ON send (channel, provider_id) WHERE provider_id IS NOT NULL;
      CREATE INDEX send_to_check ON send (next_check_at) WHERE state = 'dispatching';
      CREATE INDEX send_reserved_message ON send (updated_at)
        WHERE state = 'reserved' AND idempotency_key LIKE 'message:%';
      CREATE INDEX send_by_account ON send (account_id, created_at DESC, id);
      CREATE INDEX send_by_contact ON send (account_id, contact_id, created_at DESC);

      CREATE TABLE inbound_message (
        id uuid PRIMARY KEY,
        account_id uuid NOT NULL REFERENCES account(id),
        channel text NOT NULL,
        provider_id text NOT NULL,
        contact_id uuid NOT NULL,
        content jsonb NOT NULL,
        received_at timestamptz NOT NULL,
        handled_at timestamptz,
        CONSTRAINT inbound_message_provider_unique UNIQUE (account_id, channel, provider_id),
        FOREIGN KEY (account_id, contact_id) REFERENCES contact (account_id, id)
      );
      CREATE INDEX inbound_message_unhandled ON inbound_message (received_at) WHERE handled_at IS NULL;
      CREATE INDEX inbound_message_contact ON inbound_message (account_id, contact_id, received_at DESC);

      CREATE TABLE rate_lease (
        account_id uuid NOT NULL REFERENCES account(id),
        name text NOT NULL,
        next_free_at timestamptz NOT NULL,
        PRIMARY KEY (account_id, name)
      );
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(
      'DROP TABLE rate_lease, inbound_message, send, contact_identity, contact, api_key, account',
    );
  }
}
