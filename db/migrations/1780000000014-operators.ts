import type { MigrationInterface, QueryRunner } from 'typeorm';

/** People who sign in, what they signed in with, and guesses at their passwords. */
export class Operators1780000000014 implements MigrationInterface {
  name = 'Operators1780000000014';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE operator (
        id uuid PRIMARY KEY,
        account_id uuid NOT NULL REFERENCES account(id),
        login text NOT NULL,
        role text NOT NULL CONSTRAINT operator_role_known CHECK (role IN ('viewer','agent','admin','owner')),
        is_super_admin boolean NOT NULL DEFAULT false,
        password_hash text,
        created_at timestamptz NOT NULL DEFAULT now(),
        last_sign_in_at timestamptz,
        removed_at timestamptz,
        CONSTRAINT operator_account_id_unique UNIQUE (account_id, id)
      );
      CREATE UNIQUE INDEX operator_login_unique ON operator (lower(login)) WHERE removed_at IS NULL;

      CREATE TABLE operator_invitation (
        token_hash bytea PRIMARY KEY,
        account_id uuid NOT NULL REFERENCES account(id),
        operator_id uuid NOT NULL,
        expires_at timestamptz NOT NULL,
        used_at timestamptz,
        FOREIGN KEY (account_id, operator_id) REFERENCES operator (account_id, id)
      );
      CREATE INDEX operator_invitation_open ON operator_invitation (operator_id) WHERE used_at IS NULL;

      CREATE TABLE operator_session (
        id uuid PRIMARY KEY,
        account_id uuid NOT NULL REFERENCES account(id),
        operator_id uuid NOT NULL,
        cookie_hash bytea CONSTRAINT operator_session_cookie_unique UNIQUE,
        created_at timestamptz NOT NULL,
        used_at timestamptz NOT NULL,
        expires_at timestamptz NOT NULL,
        revoked_at timestamptz,
        revoked_because text,
        CONSTRAINT operator_session_account_id_unique UNIQUE (account_id, id),
        FOREIGN KEY (account_id, operator_id) REFERENCES operator (account_id, id)
      );
      CREATE INDEX operator_session_open ON operator_session (operator_id) WHERE revoked_at IS NULL;

      CREATE TABLE refresh_token (
        token_hash bytea PRIMARY KEY,
        account_id uuid NOT NULL REFERENCES account(id),
        session_id uuid NOT NULL,
        created_at timestamptz NOT NULL,
        used_at timestamptz,
        FOREIGN KEY (account_id, session_id) REFERENCES operator_session (account_id, id)
      );

      CREATE TABLE sign_in_failure (
        subject bytea PRIMARY KEY,
        failures integer NOT NULL,
        began_at timestamptz NOT NULL
      );
      CREATE INDEX sign_in_failure_age ON sign_in_failure (began_at);
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(
      'DROP TABLE sign_in_failure, refresh_token, operator_session, operator_invitation, operator',
    );
  }
}
