import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Programs and their versions, enrollments, the decision log and run reports. */
export class Programs1780000000001 implements MigrationInterface {
  name = 'Programs1780000000001';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE program (
        id uuid PRIMARY KEY,
        account_id uuid NOT NULL REFERENCES account(id),
        name text NOT NULL,
        current_version integer NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now(),
        CONSTRAINT program_name_unique UNIQUE (account_id, name),
        CONSTRAINT program_account_id_unique UNIQUE (account_id, id)
      );

      CREATE TABLE program_version (
        account_id uuid NOT NULL REFERENCES account(id),
        program_id uuid NOT NULL,
        version integer NOT NULL,
        definition jsonb NOT NULL,
        published_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (program_id, version),
        FOREIGN KEY (account_id, program_id) REFERENCES program (account_id, id)
      );

      CREATE TABLE enrollment (
        id uuid PRIMARY KEY,
        account_id uuid NOT NULL REFERENCES account(id),
        program_id uuid NOT NULL,
        contact_id uuid NOT NULL,
        version integer NOT NULL,
        channel text NOT NULL,
        stage text NOT NULL CONSTRAINT enrollment_stage_known CHECK (stage IN
          ('active','paused','completed','excluded','stopped')),
        reason text,
        session smallint NOT NULL,
        day smallint NOT NULL,
        state jsonb NOT NULL,
        revision integer NOT NULL DEFAULT 1,
        next_evaluation_at timestamptz,
        started_at timestamptz,
        enrolled_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now(),
        CONSTRAINT enrollment_contact_unique UNIQUE (program_id, contact_id),
        CONSTRAINT enrollment_account_id_unique UNIQUE (account_id, id),
        FOREIGN KEY (account_id, program_id) REFERENCES program (account_id, id),
        FOREIGN KEY (account_id, contact_id) REFERENCES contact (account_id, id)
      );
      CREATE INDEX enrollment_list ON enrollment (account_id, program_id, enrolled_at, id);
      CREATE INDEX enrollment_contact ON enrollment (account_id, contact_id) WHERE stage = 'active';
      CREATE INDEX enrollment_unstarted ON enrollment (enrolled_at) WHERE started_at IS NULL;

      CREATE TABLE enrollment_decision (
        id uuid PRIMARY KEY,
        account_id uuid NOT NULL REFERENCES account(id),
        enrollment_id uuid NOT NULL,
        program_id uuid NOT NULL,
        local_date date,
        due_at timestamptz NOT NULL,
        decided_at timestamptz NOT NULL,
        kind text NOT NULL,
        outcome text NOT NULL,
        session smallint,
        day smallint,
        attempt smallint,
        send_id uuid REFERENCES send(id),
        line text NOT NULL,
        result jsonb,
        CONSTRAINT enrollment_decision_once UNIQUE (enrollment_id, due_at, kind, line),
        FOREIGN KEY (account_id, enrollment_id) REFERENCES enrollment (account_id, id)
      );
      CREATE UNIQUE INDEX enrollment_decision_one_send_a_day ON enrollment_decision (enrollment_id, local_date)
        WHERE kind = 'send' AND outcome = 'sent';
      CREATE INDEX enrollment_decision_log ON enrollment_decision (enrollment_id, decided_at, id);
      CREATE INDEX enrollment_decision_run ON enrollment_decision (program_id, local_date);

      CREATE TABLE progress_report (
        id uuid PRIMARY KEY,
        account_id uuid NOT NULL REFERENCES account(id),
        enrollment_id uuid NOT NULL,
        session smallint NOT NULL,
        day smallint NOT NULL,
        status smallint NOT NULL,
        source text NOT NULL,
        reported_at timestamptz NOT NULL,
        delivered_at timestamptz,
        FOREIGN KEY (account_id, enrollment_id) REFERENCES enrollment (account_id, id)
      );
      CREATE UNIQUE INDEX progress_report_once ON progress_report (enrollment_id, session, day, status);
      CREATE INDEX progress_report_undelivered ON progress_report (reported_at) WHERE delivered_at IS NULL;

      CREATE TABLE program_run (
        account_id uuid NOT NULL REFERENCES account(id),
        program_id uuid NOT NULL,
        local_date date NOT NULL,
        opened_at timestamptz NOT NULL,
        closed_at timestamptz,
        sync_state text NOT NULL DEFAULT 'none' CONSTRAINT program_run_sync_known CHECK (sync_state IN
          ('none','running','done','failed')),
        sync_detail text,
        sync_until timestamptz,
        PRIMARY KEY (program_id, local_date),
        FOREIGN KEY (account_id, program_id) REFERENCES program (account_id, id)
      );
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(
      'DROP TABLE program_run, progress_report, enrollment_decision, enrollment, program_version, program',
    );
  }
}
