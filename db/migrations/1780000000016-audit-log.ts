import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who did what, in rows that nobody can change or remove: an entry before it is done, its outcome after. */
export class AuditLog1780000000016 implements MigrationInterface {
  name = 'AuditLog1780000000016';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE audit_entry (
        id uuid PRIMARY KEY,
        account_id uuid NOT NULL REFERENCES account(id),
        at timestamptz NOT NULL DEFAULT now(),
        actor_kind text NOT NULL CONSTRAINT audit_actor_known CHECK (actor_kind IN ('operator','key')),
        actor_id uuid NOT NULL,
        actor_name text NOT NULL,
        action text NOT NULL,
        target jsonb NOT NULL,
        fields text[] NOT NULL,
        request_id text NOT NULL,
        CONSTRAINT audit_entry_account_id_unique UNIQUE (account_id, id)
      );
      CREATE INDEX audit_entry_of_actor ON audit_entry (account_id, actor_id, id);

      CREATE TABLE audit_outcome (
        entry_id uuid PRIMARY KEY,
        account_id uuid NOT NULL REFERENCES account(id),
        at timestamptz NOT NULL DEFAULT now(),
        status smallint NOT NULL,
        change jsonb,
        FOREIGN KEY (account_id, entry_id) REFERENCES audit_entry (account_id, id)
      );

      CREATE FUNCTION refuse_change_of_audit() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
          RAISE EXCEPTION 'the audit log is added to, never changed' USING ERRCODE = 'insufficient_privilege';
        END $$;
      CREATE TRIGGER audit_entry_stays BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_entry
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_audit();
      CREATE TRIGGER audit_outcome_stays BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_outcome
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_audit();
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE audit_outcome, audit_entry; DROP FUNCTION refuse_change_of_audit');
  }
}
