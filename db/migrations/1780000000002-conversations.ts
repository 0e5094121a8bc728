import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Bots with credentials, secrets, scenarios and media; dialogs, their transcript, and who may not be written to.
 * Scenarios are json, not jsonb: the order of a step's assignments matters, and jsonb sorts keys.
 */
export class Conversations1780000000002 implements MigrationInterface {
  name = 'Conversations1780000000002';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE bot_instance (
        id uuid PRIMARY KEY,
        account_id uuid NOT NULL REFERENCES account(id),
        name text NOT NULL,
        description text,
        mode text NOT NULL DEFAULT 'scenario' CONSTRAINT bot_mode_known CHECK (mode IN ('scenario','agent','both')),
        is_active boolean NOT NULL DEFAULT true,
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now(),
        CONSTRAINT bot_name_unique UNIQUE (account_id, name),
        CONSTRAINT bot_account_id_unique UNIQUE (account_id, id)
      );

      CREATE TABLE bot_platform_credential (
        id uuid PRIMARY KEY,
        account_id uuid NOT NULL REFERENCES account(id),
        bot_id uuid NOT NULL,
        platform text NOT NULL,
        credentials jsonb,
        settings jsonb NOT NULL DEFAULT '{}',
        fingerprint text,
        is_active boolean NOT NULL DEFAULT true,
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now(),
        CONSTRAINT bot_platform_unique UNIQUE (bot_id, platform),
        FOREIGN KEY (account_id, bot_id) REFERENCES bot_instance (account_id, id) ON DELETE CASCADE
      );
      CREATE INDEX bot_platform_shared ON bot_platform_credential (account_id, platform) WHERE credentials IS NULL;

      CREATE TABLE bot_secret (
        account_id uuid NOT NULL REFERENCES account(id),
        bot_id uuid NOT NULL,
        name text NOT NULL,
        sealed jsonb NOT NULL,
        fingerprint text NOT NULL,
        updated_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (bot_id, name),
        FOREIGN KEY (account_id, bot_id) REFERENCES bot_instance (account_id, id) ON DELETE CASCADE
      );

      CREATE TABLE bot_scenario (
        id uuid PRIMARY KEY,
        account_id uuid NOT NULL REFERENCES account(id),
        bot_id uuid NOT NULL,
        name text NOT NULL,
        description text,
        scenario_data json NOT NULL,
        version integer NOT NULL,
        is_active boolean NOT NULL DEFAULT false,
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now(),
        CONSTRAINT bot_scenario_name_unique UNIQUE (bot_id, name),
        CONSTRAINT bot_scenario_account_id_unique UNIQUE (account_id, id),
        FOREIGN KEY (account_id, bot_id) REFERENCES bot_instance (account_id, id) ON DELETE CASCADE
      );
      CREATE UNIQUE INDEX bot_scenario_one_active ON bot_scenario (bot_id) WHERE is_active;

      CREATE TABLE bot_scenario_version (
        account_id uuid NOT NULL REFERENCES account(id),
        scenario_id uuid NOT NULL,
        version integer NOT NULL,
        scenario_data json NOT NULL,
        published_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (scenario_id, version),
        FOREIGN KEY (account_id, scenario_id) REFERENCES bot_scenario (account_id, id) ON DELETE CASCADE
      );

      CREATE TABLE bot_dialog_state (
        id uuid PRIMARY KEY,
        account_id uuid NOT NULL REFERENCES account(id),
        bot_id uuid NOT NULL,
        platform text NOT NULL,
        platform_chat_id text NOT NULL,
        contact_id uuid NOT NULL,
        scenario_id uuid,
        scenario_version integer,
        current_step text,
        collected_data jsonb NOT NULL DEFAULT '{}',
        state jsonb,
        pending jsonb,
        origin jsonb,
        turn integer NOT NULL DEFAULT 0,
        last_event text,
        last_sends integer NOT NULL DEFAULT 0,
        last_album_id text,
        handoff jsonb,
        last_interaction_at timestamptz NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now(),
        CONSTRAINT bot_dialog_one_per_chat UNIQUE (bot_id, platform, platform_chat_id),
        CONSTRAINT bot_dialog_account_id_unique UNIQUE (account_id, id),
        FOREIGN KEY (account_id, bot_id) REFERENCES bot_instance (account_id, id) ON DELETE CASCADE,
        FOREIGN KEY (account_id, contact_id) REFERENCES contact (account_id, id)
      );
      CREATE INDEX bot_dialog_list ON bot_dialog_state (account_id, bot_id, last_interaction_at DESC, id);
      CREATE INDEX bot_dialog_contact ON bot_dialog_state (account_id, contact_id);

      CREATE TABLE bot_dialog_history (
        id text PRIMARY KEY,
        account_id uuid NOT NULL REFERENCES account(id),
        dialog_state_id uuid NOT NULL,
        contact_id uuid NOT NULL,
        message_type text NOT NULL CONSTRAINT bot_dialog_message_type_known CHECK (message_type IN
          ('user','bot','operator','event')),
        event text NOT NULL,
        turn integer NOT NULL,
        position integer NOT NULL,
        message_data jsonb NOT NULL,
        timestamp timestamptz NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now(),
        FOREIGN KEY (account_id, dialog_state_id) REFERENCES bot_dialog_state (account_id, id) ON DELETE CASCADE
      );
      CREATE INDEX bot_dialog_history_read ON bot_dialog_history (dialog_state_id, turn, position);
      CREATE INDEX bot_dialog_history_contact ON bot_dialog_history (account_id, contact_id);

      CREATE TABLE bot_media_file (
        id uuid PRIMARY KEY,
        account_id uuid NOT NULL REFERENCES account(id),
        bot_id uuid NOT NULL,
        dialog_state_id uuid,
        file_type text NOT NULL CONSTRAINT bot_media_type_known CHECK (file_type IN
          ('image','video','audio','document','sticker')),
        file_name text NOT NULL,
        mime_type text NOT NULL,
        size_bytes bigint NOT NULL,
        sha256 text NOT NULL,
        storage_path text NOT NULL,
        platform_file_ids jsonb NOT NULL DEFAULT '{}',
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now(),
        FOREIGN KEY (account_id, bot_id) REFERENCES bot_instance (account_id, id) ON DELETE CASCADE
      );
      CREATE INDEX bot_media_list ON bot_media_file (account_id, bot_id, id);

      CREATE TABLE suppressed_address (
        account_id uuid NOT NULL REFERENCES account(id),
        address_hash bytea NOT NULL,
        erased_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (account_id, address_hash)
      );

      ALTER TABLE inbound_message
        ADD COLUMN bot_id uuid,
        ADD COLUMN dialog_state_id uuid,
        ADD COLUMN turn integer;
      CREATE INDEX inbound_message_dialog ON inbound_message (dialog_state_id, id) WHERE dialog_state_id IS NOT NULL;

      ALTER TABLE send
        ADD COLUMN bot_id uuid;
      DROP INDEX send_reserved_message;
      CREATE INDEX send_reserved_message ON send (updated_at) WHERE state = 'reserved'
        AND (idempotency_key LIKE 'message:%' OR idempotency_key LIKE 'turn:%');

      ALTER TABLE contact_identity
        ADD COLUMN last_inbound_at timestamptz;
      UPDATE contact_identity identity SET last_inbound_at = contact.last_inbound_at
        FROM contact WHERE contact.account_id = identity.account_id AND contact.id = identity.contact_id;
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      ALTER TABLE contact_identity DROP COLUMN last_inbound_at;
      DROP INDEX send_reserved_message;
      CREATE INDEX send_reserved_message ON send (updated_at)
        WHERE state = 'reserved' AND idempotency_key LIKE 'message:%';
      ALTER TABLE send DROP COLUMN bot_id;
      ALTER TABLE inbound_message DROP COLUMN bot_id, DROP COLUMN dialog_state_id, DROP COLUMN turn;
      DROP TABLE suppressed_address, bot_media_file, bot_dialog_history, bot_dialog_state, bot_scenario_version,
        bot_scenario, bot_secret, bot_platform_credential, bot_instance;
    `);
  }
}
