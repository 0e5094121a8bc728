import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Messages whose sentiment a language model is asked for, in accounts that have one and a rule that wants it. */
export class ModelSentiments1780000000043 implements MigrationInterface {
  name = 'ModelSentiments1780000000043';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      ALTER TABLE alert_check ADD COLUMN sentiment double precision, ADD COLUMN ask_until timestamptz;
      ${watchMessage('ask_until', "CASE WHEN asks THEN clock_timestamp() + interval '30 seconds' END")}
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      ${watchMessage('sentiment', 'NULL')}
      ALTER TABLE alert_check DROP COLUMN sentiment, DROP COLUMN ask_until;
    `);
  }
}

/** After this moment the message is judged without the model. */
function watchMessage(column: string, value: string): string {
  return `
    CREATE OR REPLACE FUNCTION watch_message() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      INSERT INTO alert_check (account_id, inbound_message_id, send_id, ${column})
      SELECT NEW.account_id, CASE TG_ARGV[0] WHEN 'in' THEN NEW.id END, CASE TG_ARGV[0] WHEN 'out' THEN NEW.id END,
             ${value}
        FROM (SELECT count(*) AS rules, bool_or(condition->>'type' = 'sentiment') AND EXISTS (
                SELECT 1 FROM language_model_setting
                 WHERE account_id = NEW.account_id AND provider <> 'offline') AS asks
                FROM alert_rule WHERE account_id = NEW.account_id AND is_active
                 AND condition->>'type' IN ('keyword','regex','sentiment')) AS watching
       WHERE rules > 0;
      RETURN NULL;
    END $$;`;
}
