import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What an agent is told to be, in versions, and its turns: what models answered and what tools came to, each kept
 * under its place in the turn, so that what was paid for or done once is neither asked nor done again. Answers,
 * arguments and results are json, not jsonb: they go back to models as they were.
 */
export class Agent1780000000009 implements MigrationInterface {
  name = 'Agent1780000000009';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE bot_agent_version (
        account_id uuid NOT NULL REFERENCES account(id),
        bot_id uuid NOT NULL,
        version integer NOT NULL,
        configuration json NOT NULL,
        published_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (bot_id, version),
        FOREIGN KEY (account_id, bot_id) REFERENCES bot_instance (account_id, id) ON DELETE CASCADE
      );

      CREATE TABLE agent_turn (
        account_id uuid NOT NULL REFERENCES account(id),
        dialog_state_id uuid NOT NULL,
        turn_key text NOT NULL,
        agent_version integer NOT NULL,
        opened_turn integer NOT NULL,
        closed_turn integer,
        outcome text,
        started_at timestamptz NOT NULL,
        ended_at timestamptz,
        PRIMARY KEY (dialog_state_id, turn_key),
        FOREIGN KEY (account_id, dialog_state_id) REFERENCES bot_dialog_state (account_id, id) ON DELETE CASCADE
      );
      CREATE INDEX agent_turn_order ON agent_turn (dialog_state_id, opened_turn);

      CREATE TABLE agent_step (
        account_id uuid NOT NULL REFERENCES account(id),
        dialog_state_id uuid NOT NULL,
        turn_key text NOT NULL,
        step integer NOT NULL,
        text text NOT NULL,
        provider text NOT NULL,
        model text NOT NULL,
        ms integer NOT NULL,
        input_tokens integer NOT NULL,
        output_tokens integer NOT NULL,
        cost_micros bigint,
        from_cache boolean NOT NULL,
        answered_at timestamptz NOT NULL,
        PRIMARY KEY (dialog_state_id, turn_key, step),
        FOREIGN KEY (dialog_state_id, turn_key) REFERENCES agent_turn ON DELETE CASCADE
      );

      CREATE TABLE agent_tool_call (
        account_id uuid NOT NULL REFERENCES account(id),
        dialog_state_id uuid NOT NULL,
        turn_key text NOT NULL,
        call integer NOT NULL,
        step integer NOT NULL,
        provider_call_id text NOT NULL,
        name text NOT NULL,
        input json NOT NULL,
        provider_note json,
        outcome json,
        ended_at timestamptz,
        PRIMARY KEY (dialog_state_id, turn_key, call),
        FOREIGN KEY (dialog_state_id, turn_key, step) REFERENCES agent_step ON DELETE CASCADE
      );
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE agent_tool_call, agent_step, agent_turn, bot_agent_version');
  }
}
