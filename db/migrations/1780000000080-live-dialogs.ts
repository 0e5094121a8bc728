import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Whoever watches is told who has a conversation and whether it runs: a handoff alone is no message. */
export class LiveDialogs1780000000080 implements MigrationInterface {
  name = 'LiveDialogs1780000000080';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE FUNCTION tell_dialog() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        INSERT INTO live_outbox (account_id, kind, data) VALUES (NEW.account_id, 'dialog', jsonb_build_object(
          'id', NEW.id, 'contactId', NEW.contact_id, 'channel', NEW.platform, 'botId', NEW.bot_id,
          'status', coalesce(NEW.state->>'status', 'new'), 'handoff', NEW.handoff->>'by'));
        RETURN NULL;
      END $$;

      CREATE TRIGGER bot_dialog_state_live AFTER UPDATE ON bot_dialog_state
        FOR EACH ROW WHEN (NEW.handoff IS DISTINCT FROM OLD.handoff
                           OR NEW.state->>'status' IS DISTINCT FROM OLD.state->>'status')
        EXECUTE FUNCTION tell_dialog();
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      DROP TRIGGER bot_dialog_state_live ON bot_dialog_state;
      DROP FUNCTION tell_dialog();
    `);
  }
}
