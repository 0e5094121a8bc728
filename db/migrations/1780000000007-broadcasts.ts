import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Broadcasts, whom they go to, and how far each has come. */
export class Broadcasts1780000000007 implements MigrationInterface {
  name = 'Broadcasts1780000000007';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(TABLES);
    await queryRunner.query(TALLY_TRIGGERS);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      DROP TRIGGER send_tally_inserted ON send;
      DROP TRIGGER send_tally_updated ON send;
      DROP FUNCTION tally_inserted_sends();
      DROP FUNCTION tally_updated_sends();
      DROP INDEX send_of_broadcast_open;
      DROP INDEX send_of_broadcast_failed;
      ALTER TABLE send DROP COLUMN broadcast_id, DROP COLUMN ordinal;
      ALTER TABLE rate_lease DROP COLUMN slowed_to, DROP COLUMN slowed_at;
      DROP TABLE broadcast_tally, broadcast_rejected_row, broadcast_recipient, broadcast;
    `);
  }
}

const TABLES = `
  CREATE TABLE broadcast (
    id uuid PRIMARY KEY,
    account_id uuid NOT NULL REFERENCES account(id),
    title text NOT NULL,
    channel text NOT NULL,
    bot_id uuid,
    content jsonb NOT NULL,
    language text NOT NULL DEFAULT 'es',
    category text NOT NULL DEFAULT 'marketing' CONSTRAINT broadcast_category_known CHECK (category IN
      ('marketing','utility')),
    contact_hours text NOT NULL DEFAULT 'any' CONSTRAINT broadcast_hours_known CHECK (contact_hours IN
      ('any','co-ley-2300')),
    cap_messages integer,
    cap_days integer,
    state text NOT NULL DEFAULT 'importing' CONSTRAINT broadcast_state_known CHECK (state IN
      ('importing','draft','scheduled','running','waiting','paused','cancelled','completed')),
    reason text,
    scheduled_at timestamptz,
    waiting_until timestamptz,
    rate_per_second real,
    batch_size integer NOT NULL DEFAULT 100,
    lanes integer NOT NULL DEFAULT 5,
    failure_limit real NOT NULL DEFAULT 0.5,
    total integer NOT NULL DEFAULT 0,
    rejected_rows integer NOT NULL DEFAULT 0,
    created_at timestamptz NOT NULL DEFAULT now(),
    started_at timestamptz,
    finished_at timestamptz,
    updated_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT broadcast_title_unique UNIQUE (account_id, title),
    CONSTRAINT broadcast_account_id_unique UNIQUE (account_id, id)
  );
  CREATE INDEX broadcast_list ON broadcast (account_id, id DESC);

  CREATE TABLE broadcast_recipient (
    broadcast_id uuid NOT NULL,
    ordinal integer NOT NULL,
    account_id uuid NOT NULL,
    line integer NOT NULL,
    contact_id uuid NOT NULL,
    variables jsonb NOT NULL DEFAULT '{}',
    PRIMARY KEY (broadcast_id, ordinal),
    CONSTRAINT broadcast_recipient_once UNIQUE (broadcast_id, contact_id),
    FOREIGN KEY (account_id, broadcast_id) REFERENCES broadcast (account_id, id) ON DELETE CASCADE,
    FOREIGN KEY (account_id, contact_id) REFERENCES contact (account_id, id)
  );

  CREATE TABLE broadcast_rejected_row (
    broadcast_id uuid NOT NULL,
    line integer NOT NULL,
    account_id uuid NOT NULL,
    phone text NOT NULL,
    reason text NOT NULL,
    detail text NOT NULL,
    PRIMARY KEY (broadcast_id, line),
    FOREIGN KEY (account_id, broadcast_id) REFERENCES broadcast (account_id, id) ON DELETE CASCADE
  );

  CREATE TABLE broadcast_tally (
    broadcast_id uuid NOT NULL,
    shard smallint NOT NULL,
    state text NOT NULL,
    account_id uuid NOT NULL,
    count integer NOT NULL,
    PRIMARY KEY (broadcast_id, shard, state),
    FOREIGN KEY (account_id, broadcast_id) REFERENCES broadcast (account_id, id) ON DELETE CASCADE
  );

  ALTER TABLE send
    ADD COLUMN broadcast_id uuid,
    ADD COLUMN ordinal integer;
  CREATE INDEX send_of_broadcast_open ON send (broadcast_id, state)
    WHERE broadcast_id IS NOT NULL AND state IN ('reserved','dispatching');
  CREATE INDEX send_of_broadcast_failed ON send (broadcast_id, result_code)
    WHERE broadcast_id IS NOT NULL AND state = 'rejected';

  ALTER TABLE rate_lease
    ADD COLUMN slowed_to real NOT NULL DEFAULT 1,
    ADD COLUMN slowed_at timestamptz;`;

/**
 * Counters are kept by whatever statement moves a send, be it a batch, a delivery report or a sweep. One
 * connection adds to one shard, so that batches and reports do not queue for one row.
 */
const TALLY_TRIGGERS = `
  CREATE FUNCTION tally_inserted_sends() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    INSERT INTO broadcast_tally AS tally (broadcast_id, shard, state, account_id, count)
    SELECT broadcast_id, pg_backend_pid() % 32, state, account_id, count(*)
      FROM inserted WHERE broadcast_id IS NOT NULL
     GROUP BY broadcast_id, state, account_id ORDER BY broadcast_id, state
    ON CONFLICT (broadcast_id, shard, state) DO UPDATE SET count = tally.count + EXCLUDED.count;
    RETURN NULL;
  END $$;

  CREATE FUNCTION tally_updated_sends() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    INSERT INTO broadcast_tally AS tally (broadcast_id, shard, state, account_id, count)
    SELECT broadcast_id, pg_backend_pid() % 32, state, account_id, sum(change)
      FROM (SELECT after.broadcast_id, after.account_id, moved.state, moved.change
              FROM after JOIN before ON before.id = after.id
             CROSS JOIN LATERAL (VALUES (before.state, -1), (after.state, 1)) AS moved (state, change)
             WHERE after.broadcast_id IS NOT NULL AND before.state <> after.state) AS moves
     GROUP BY broadcast_id, state, account_id ORDER BY broadcast_id, state
    ON CONFLICT (broadcast_id, shard, state) DO UPDATE SET count = tally.count + EXCLUDED.count;
    RETURN NULL;
  END $$;

  CREATE TRIGGER send_tally_inserted AFTER INSERT ON send
    REFERENCING NEW TABLE AS inserted FOR EACH STATEMENT EXECUTE FUNCTION tally_inserted_sends();
  CREATE TRIGGER send_tally_updated AFTER UPDATE ON send
    REFERENCING OLD TABLE AS before NEW TABLE AS after
    FOR EACH STATEMENT EXECUTE FUNCTION tally_updated_sends();`;
