import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Counts of the whole platform, kept while rows are written, so that nobody counts a ledger to know its size. */
export class PlatformTally1780000000030 implements MigrationInterface {
  name = 'PlatformTally1780000000030';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(TABLE);
    await queryRunner.query(TRIGGERS);
    await queryRunner.query(WHAT_IS_THERE);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      DROP TRIGGER send_counted_inserted ON send;
      DROP TRIGGER send_counted_updated ON send;
      DROP TRIGGER model_usage_counted ON model_usage;
      DROP FUNCTION count_inserted_sends();
      DROP FUNCTION count_updated_sends();
      DROP FUNCTION count_model_usage();
      DROP INDEX send_waiting;
      DROP TABLE platform_tally;
    `);
  }
}

/** Each connection has rows of its own, so that no two ever wait for one; those of backend 0 are added up. */
const TABLE = `
  CREATE TABLE platform_tally (
    metric text NOT NULL,
    labels text[] NOT NULL,
    backend integer NOT NULL,
    count bigint NOT NULL,
    PRIMARY KEY (metric, labels, backend)
  ) WITH (fillfactor = 50, autovacuum_vacuum_threshold = 1000, autovacuum_vacuum_scale_factor = 0);

  CREATE INDEX send_waiting ON send (state, channel, (coalesce(not_before, created_at)))
    WHERE state IN ('reserved','dispatching');`;

const ADDED = 'ON CONFLICT (metric, labels, backend) DO UPDATE SET count = tally.count + EXCLUDED.count';

const TRIGGERS = `
  CREATE FUNCTION count_inserted_sends() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    INSERT INTO platform_tally AS tally (metric, labels, backend, count)
    SELECT 'sends', ARRAY[channel, state], pg_backend_pid(), count(*) FROM inserted GROUP BY channel, state
    ${ADDED};
    RETURN NULL;
  END $$;

  CREATE FUNCTION count_updated_sends() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    INSERT INTO platform_tally AS tally (metric, labels, backend, count)
    SELECT 'sends', ARRAY[after.channel, moved.state], pg_backend_pid(), sum(moved.change)
      FROM after JOIN before ON before.id = after.id
     CROSS JOIN LATERAL (VALUES (before.state, -1), (after.state, 1)) AS moved (state, change)
     WHERE before.state <> after.state GROUP BY after.channel, moved.state
    ${ADDED};
    RETURN NULL;
  END $$;

  CREATE FUNCTION count_model_usage() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    INSERT INTO platform_tally AS tally (metric, labels, backend, count)
    SELECT used.metric, ARRAY[provider, model, outcome], pg_backend_pid(), sum(used.count)
      FROM inserted CROSS JOIN LATERAL (VALUES
        ('model-calls', 1), ('model-input-tokens', input_tokens),
        ('model-cached-input-tokens', cached_input_tokens), ('model-output-tokens', output_tokens),
        ('model-cost-micros', coalesce(cost_micros, 0))) AS used (metric, count)
     GROUP BY used.metric, provider, model, outcome
    ${ADDED};
    RETURN NULL;
  END $$;

  CREATE TRIGGER send_counted_inserted AFTER INSERT ON send
    REFERENCING NEW TABLE AS inserted FOR EACH STATEMENT EXECUTE FUNCTION count_inserted_sends();
  CREATE TRIGGER send_counted_updated AFTER UPDATE ON send
    REFERENCING OLD TABLE AS before NEW TABLE AS after
    FOR EACH STATEMENT EXECUTE FUNCTION count_updated_sends();
  CREATE TRIGGER model_usage_counted AFTER INSERT ON model_usage
    REFERENCING NEW TABLE AS inserted FOR EACH STATEMENT EXECUTE FUNCTION count_model_usage();`;

const WHAT_IS_THERE = `
  INSERT INTO platform_tally (metric, labels, backend, count)
  SELECT 'sends', ARRAY[channel, state], 0, count(*) FROM send GROUP BY channel, state
  UNION ALL
  SELECT used.metric, ARRAY[provider, model, outcome], 0, sum(used.count)
    FROM model_usage CROSS JOIN LATERAL (VALUES
      ('model-calls', 1), ('model-input-tokens', input_tokens),
      ('model-cached-input-tokens', cached_input_tokens), ('model-output-tokens', output_tokens),
      ('model-cost-micros', coalesce(cost_micros, 0))) AS used (metric, count)
   GROUP BY used.metric, provider, model, outcome`;
