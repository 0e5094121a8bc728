import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The last turns of an account's agents, without a look at all the others. */
export class AgentTurnsLatest1780000000070 implements MigrationInterface {
  name = 'AgentTurnsLatest1780000000070';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(
      'CREATE INDEX agent_turn_latest ON agent_turn (account_id, started_at, dialog_state_id)',
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP INDEX agent_turn_latest');
  }
}
