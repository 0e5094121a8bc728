import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Figures of each quarter of an hour, what has to be counted again, and events that no other row keeps. */
export class Analytics1780000000040 implements MigrationInterface {
  name = 'Analytics1780000000040';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(TABLES);
    await queryRunner.query(EVENTS_SO_FAR);
    await queryRunner.query(EVENT_TRIGGERS);
    await queryRunner.query(MARK_TRIGGERS);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      DROP TRIGGER contact_consent_noted ON contact;
      DROP TRIGGER dialog_handoff_noted ON bot_dialog_state;
      DROP TRIGGER agent_turn_noted ON agent_turn;
      DROP TRIGGER agent_tool_noted ON agent_tool_call;
      DROP TRIGGER enrollment_made_noted ON enrollment;
      DROP TRIGGER enrollment_stage_noted ON enrollment;
      DROP TRIGGER send_late ON send;
      DROP TRIGGER send_moved_late ON send;
      DROP TRIGGER inbound_message_late ON inbound_message;
      DROP TRIGGER model_usage_late ON model_usage;
      DROP TRIGGER enrollment_decision_late ON enrollment_decision;
      DROP TRIGGER progress_report_late ON progress_report;
      DROP TRIGGER orders_late ON orders;
      DROP TABLE analytics_event, analytics_mark, analytics_rollup, analytics_until;
      DROP FUNCTION note_consent();
      DROP FUNCTION note_handoff();
      DROP FUNCTION note_agent_turn();
      DROP FUNCTION note_agent_tool();
      DROP FUNCTION note_enrollment();
      DROP FUNCTION mark_late_send();
      DROP FUNCTION mark_late_message();
      DROP FUNCTION mark_late_row();
      DROP FUNCTION mark_late_order();
      DROP FUNCTION mark_late_event();
      DROP FUNCTION mark_hour(uuid, timestamptz);
      DROP INDEX send_went, inbound_message_received, enrollment_decision_at, progress_report_at, orders_made,
        orders_paid, orders_settled;
    `);
  }
}

/**
 * Quarters, because the offset of every zone is a whole number of them: hours and days of any zone are sums of
 * quarters, also where its offset changes.
 */
const TABLES = `
  CREATE TABLE analytics_event (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    account_id uuid NOT NULL REFERENCES account(id),
    kind text NOT NULL,
    subject uuid NOT NULL,
    detail text[] NOT NULL,
    at timestamptz NOT NULL
  );
  CREATE INDEX analytics_event_at ON analytics_event (account_id, at);
  CREATE INDEX analytics_event_subject ON analytics_event (account_id, subject, at);

  CREATE TABLE analytics_rollup (
    account_id uuid NOT NULL REFERENCES account(id),
    report text NOT NULL,
    at timestamptz NOT NULL,
    groups text[] NOT NULL,
    figure text NOT NULL,
    value bigint NOT NULL,
    PRIMARY KEY (account_id, report, at, groups, figure)
  );

  CREATE TABLE analytics_until (
    account_id uuid PRIMARY KEY REFERENCES account(id),
    counted_until timestamptz NOT NULL
  );

  CREATE TABLE analytics_mark (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    account_id uuid NOT NULL,
    hour timestamptz NOT NULL
  ) WITH (autovacuum_vacuum_threshold = 1000, autovacuum_vacuum_scale_factor = 0);
  CREATE INDEX analytics_mark_hour ON analytics_mark (account_id, hour);

  CREATE INDEX send_went ON send (account_id, (coalesce(dispatched_at, settled_at)))
    WHERE coalesce(dispatched_at, settled_at) IS NOT NULL;
  CREATE INDEX inbound_message_received ON inbound_message (account_id, received_at);
  CREATE INDEX enrollment_decision_at ON enrollment_decision (account_id, decided_at);
  CREATE INDEX progress_report_at ON progress_report (account_id, reported_at);
  CREATE INDEX orders_made ON orders (account_id, created_at);
  CREATE INDEX orders_paid ON orders (account_id, paid_at);
  CREATE INDEX orders_settled ON orders (account_id, settled_at);`;

/** A tool's name is what a model wrote: what does not look like one could be anything. */
const TOOL_NAME = (name: string) =>
  `CASE WHEN ${name} ~ '^[a-z][a-z0-9_]{0,39}$' THEN ${name} ELSE 'unknown' END`;
const TOOL_END = (outcome: string) =>
  `CASE WHEN ${outcome} ->> 'isError' = 'true' THEN 'failed' ELSE 'succeeded' END`;

/** What the tables still know of the time before. */
const EVENTS_SO_FAR = `
  INSERT INTO analytics_event (account_id, kind, subject, detail, at)
  SELECT account_id, 'opt-out', id, ARRAY[coalesce(opt_out_source, '')], opted_out_at
    FROM contact WHERE opted_out_at IS NOT NULL
  UNION ALL
  SELECT account_id, 'enrollment', id, ARRAY[program_id::text, 'enrolled'], enrolled_at FROM enrollment
  UNION ALL
  SELECT account_id, 'enrollment', id, ARRAY[program_id::text, stage], updated_at FROM enrollment
   WHERE stage IN ('completed','excluded','stopped')
  UNION ALL
  SELECT turn.account_id, 'agent-turn', dialog_state_id, ARRAY[dialog.bot_id::text, outcome],
         coalesce(ended_at, started_at)
    FROM agent_turn turn JOIN bot_dialog_state dialog ON dialog.id = turn.dialog_state_id WHERE outcome IS NOT NULL
  UNION ALL
  SELECT account_id, 'tool', dialog_state_id, ARRAY[${TOOL_NAME('name')}, ${TOOL_END('outcome')}], ended_at
    FROM agent_tool_call WHERE outcome IS NOT NULL AND ended_at IS NOT NULL`;

/**
 * Dialogs go with their turns when they are deleted, and columns are overwritten. What is counted of them is kept
 * here in the statement that writes it: ids and words of our own, nothing of a person.
 */
const EVENT_TRIGGERS = `
  CREATE FUNCTION note_consent() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    INSERT INTO analytics_event (account_id, kind, subject, detail, at)
    SELECT NEW.account_id, what.kind, NEW.id, ARRAY[coalesce(what.source, '')], what.at
      FROM (VALUES ('opt-out', NEW.opt_out_source, NEW.opted_out_at), ('opt-in', OLD.opt_out_source, now()))
        AS what (kind, source, at)
     WHERE (what.kind = 'opt-out') = (NEW.opted_out_at IS NOT NULL);
    RETURN NULL;
  END $$;
  CREATE TRIGGER contact_consent_noted AFTER UPDATE OF opted_out_at ON contact FOR EACH ROW
    WHEN ((OLD.opted_out_at IS NULL) <> (NEW.opted_out_at IS NULL)) EXECUTE FUNCTION note_consent();

  CREATE FUNCTION note_handoff() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    INSERT INTO analytics_event (account_id, kind, subject, detail, at)
    VALUES (NEW.account_id, 'handoff', NEW.id, ARRAY[NEW.bot_id::text, NEW.handoff ->> 'by'],
            to_timestamp((NEW.handoff ->> 'since')::float8 / 1000));
    RETURN NULL;
  END $$;
  CREATE TRIGGER dialog_handoff_noted AFTER UPDATE OF handoff ON bot_dialog_state FOR EACH ROW
    WHEN (NEW.handoff ->> 'by' IN ('agent','scenario','operator') AND jsonb_typeof(NEW.handoff -> 'since') = 'number'
          AND OLD.handoff -> 'since' IS DISTINCT FROM NEW.handoff -> 'since') EXECUTE FUNCTION note_handoff();

  CREATE FUNCTION note_agent_turn() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    INSERT INTO analytics_event (account_id, kind, subject, detail, at)
    SELECT NEW.account_id, 'agent-turn', NEW.dialog_state_id, ARRAY[bot_id::text, NEW.outcome],
           coalesce(NEW.ended_at, now())
      FROM bot_dialog_state WHERE account_id = NEW.account_id AND id = NEW.dialog_state_id;
    RETURN NULL;
  END $$;
  CREATE TRIGGER agent_turn_noted AFTER UPDATE OF outcome ON agent_turn FOR EACH ROW
    WHEN (OLD.outcome IS NULL AND NEW.outcome IS NOT NULL) EXECUTE FUNCTION note_agent_turn();

  CREATE FUNCTION note_agent_tool() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    INSERT INTO analytics_event (account_id, kind, subject, detail, at)
    VALUES (NEW.account_id, 'tool', NEW.dialog_state_id,
            ARRAY[${TOOL_NAME('NEW.name')}, ${TOOL_END('NEW.outcome')}], coalesce(NEW.ended_at, now()));
    RETURN NULL;
  END $$;
  CREATE TRIGGER agent_tool_noted AFTER UPDATE OF outcome ON agent_tool_call FOR EACH ROW
    WHEN (OLD.outcome IS NULL AND NEW.outcome IS NOT NULL) EXECUTE FUNCTION note_agent_tool();

  CREATE FUNCTION note_enrollment() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    INSERT INTO analytics_event (account_id, kind, subject, detail, at)
    VALUES (NEW.account_id, 'enrollment', NEW.id,
            ARRAY[NEW.program_id::text, CASE TG_OP WHEN 'INSERT' THEN 'enrolled' ELSE NEW.stage END], now());
    RETURN NULL;
  END $$;
  CREATE TRIGGER enrollment_made_noted AFTER INSERT ON enrollment
    FOR EACH ROW EXECUTE FUNCTION note_enrollment();
  CREATE TRIGGER enrollment_stage_noted AFTER UPDATE OF stage ON enrollment FOR EACH ROW
    WHEN (NEW.stage <> OLD.stage AND NEW.stage IN ('completed','excluded','stopped'))
    EXECUTE FUNCTION note_enrollment();`;

/** Older than this, a row comes late: younger ones are of hours that are counted again in any case. */
const LATE = `interval '10 minutes'`;

/**
 * A mark is left by the statement that writes a late row, in its transaction: whoever sees the one sees the other.
 * An answer counts in the hour of the message before it, a message and an event may change what those of the same
 * person or dialog within a day count as.
 */
const MARK_TRIGGERS = `
  CREATE FUNCTION mark_hour(account uuid, moment timestamptz) RETURNS void LANGUAGE sql AS $$
    INSERT INTO analytics_mark (account_id, hour)
    SELECT account, date_trunc('hour', moment, 'UTC') WHERE moment < now() - ${LATE}
  $$;

  CREATE FUNCTION mark_late_send() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    PERFORM mark_hour(NEW.account_id, moment)
       FROM (SELECT coalesce(NEW.dispatched_at, NEW.settled_at) AS moment
             UNION SELECT NEW.dispatched_at - interval '1 hour'
              WHERE NEW.idempotency_key LIKE 'turn:%'
                AND (TG_OP = 'INSERT' OR 'reserved' IN (OLD.state, NEW.state)
                     OR OLD.dispatched_at IS DISTINCT FROM NEW.dispatched_at)) AS now_of;
    IF TG_OP = 'UPDATE' THEN
      PERFORM mark_hour(NEW.account_id, moment)
         FROM (SELECT coalesce(OLD.dispatched_at, OLD.settled_at) AS moment
               UNION SELECT OLD.dispatched_at - interval '1 hour' WHERE NEW.idempotency_key LIKE 'turn:%') AS was_of
        WHERE coalesce(OLD.dispatched_at, OLD.settled_at) IS DISTINCT FROM coalesce(NEW.dispatched_at, NEW.settled_at);
    END IF;
    RETURN NULL;
  END $$;
  CREATE TRIGGER send_late AFTER INSERT ON send FOR EACH ROW
    WHEN (coalesce(NEW.dispatched_at, NEW.settled_at) < now() - ${LATE}) EXECUTE FUNCTION mark_late_send();
  CREATE TRIGGER send_moved_late AFTER UPDATE ON send FOR EACH ROW
    WHEN (least(coalesce(NEW.dispatched_at, NEW.settled_at), coalesce(OLD.dispatched_at, OLD.settled_at))
            < now() - ${LATE}
          AND (NEW.state <> OLD.state OR coalesce(NEW.dispatched_at, NEW.settled_at)
                 IS DISTINCT FROM coalesce(OLD.dispatched_at, OLD.settled_at)))
    EXECUTE FUNCTION mark_late_send();

  CREATE FUNCTION mark_late_message() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    PERFORM mark_hour(NEW.account_id, NEW.received_at);
    PERFORM mark_hour(NEW.account_id, min(received_at)) FROM inbound_message
      WHERE account_id = NEW.account_id AND contact_id = NEW.contact_id AND channel = NEW.channel AND id <> NEW.id
        AND received_at BETWEEN NEW.received_at AND NEW.received_at + interval '24 hours';
    RETURN NULL;
  END $$;
  CREATE TRIGGER inbound_message_late AFTER INSERT ON inbound_message FOR EACH ROW
    WHEN (NEW.received_at < now() - ${LATE}) EXECUTE FUNCTION mark_late_message();

  CREATE FUNCTION mark_late_row() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    PERFORM mark_hour(NEW.account_id, (to_jsonb(NEW) ->> TG_ARGV[0])::timestamptz);
    RETURN NULL;
  END $$;
  CREATE TRIGGER model_usage_late AFTER INSERT ON model_usage FOR EACH ROW
    WHEN (NEW.started_at < now() - ${LATE}) EXECUTE FUNCTION mark_late_row('started_at');
  CREATE TRIGGER enrollment_decision_late AFTER INSERT ON enrollment_decision FOR EACH ROW
    WHEN (NEW.decided_at < now() - ${LATE}) EXECUTE FUNCTION mark_late_row('decided_at');
  CREATE TRIGGER progress_report_late AFTER INSERT ON progress_report FOR EACH ROW
    WHEN (NEW.reported_at < now() - ${LATE}) EXECUTE FUNCTION mark_late_row('reported_at');

  CREATE FUNCTION mark_late_order() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    PERFORM mark_hour(NEW.account_id, moment)
       FROM unnest(ARRAY[NEW.created_at, NEW.paid_at, NEW.settled_at]) AS moment;
    RETURN NULL;
  END $$;
  CREATE TRIGGER orders_late AFTER INSERT OR UPDATE OF payment_status ON orders
    FOR EACH ROW EXECUTE FUNCTION mark_late_order();

  CREATE FUNCTION mark_late_event() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    PERFORM mark_hour(NEW.account_id, NEW.at);
    PERFORM mark_hour(NEW.account_id, hour)
       FROM (SELECT DISTINCT date_trunc('hour', at, 'UTC') AS hour FROM analytics_event
              WHERE account_id = NEW.account_id AND subject = NEW.subject AND kind = 'agent-turn'
                AND (NEW.kind = 'handoff' AND at BETWEEN NEW.at - interval '24 hours' AND NEW.at
                     OR NEW.kind = 'agent-turn' AND at BETWEEN NEW.at AND NEW.at + interval '24 hours')) AS hours;
    RETURN NULL;
  END $$;
  CREATE TRIGGER analytics_event_late AFTER INSERT ON analytics_event
    FOR EACH ROW EXECUTE FUNCTION mark_late_event();`;
