import type { DataSource } from 'typeorm';
import type { ToolStep } from '../../domain/agent/dialogue';
import type { AgentOutcome } from '../../domain/agent/turn-limits';
import type { ModelAnswer, ToolCall, ToolResult } from '../../domain/llm/message';
import type { Tokens } from '../../domain/llm/usage';
import { storableJson } from '../../domain/messaging/storable';
import { prepared } from '../prepared';
import { RECORD_USAGE, usageRows, type CallsOfStep } from './model-usage';
import { returnedRows } from './send-mapping';

/** A turn of a dialog's agent; the key is of this turn alone. */
export interface AgentTurnPlace {
  accountId: string;
  dialogId: string;
  turnKey: string;
}

/** What came of a tool, as whoever repeats the call is told it. */
export type ToolOutcomeRow = Omit<ToolResult, 'callId' | 'name'> & {
  handOff?: { reason: string };
  attach?: { media: string } | { url: string };
};

/** A call that a model asked for, numbered from 1 through the turn. */
export interface StoredCall {
  number: number;
  call: ToolCall;
  outcome: ToolOutcomeRow | null;
}

/** One step of a turn: what a model answered. */
export interface StoredStep {
  step: number;
  text: string;
  provider: string;
  model: string;
  ms: number;
  calls: StoredCall[];
}

/** A call as the workflow knows it. */
export interface CallName {
  number: number;
  name: string;
}

/** A step about to be kept. */
export interface AnsweredStep {
  step: number;
  answer: ModelAnswer;
  provider: string;
  model: string;
  ms: number;
  tokens: Tokens;
  costMicros: number | null;
  fromCache: boolean;
  /** Who was asked for it; nobody for an answer that was known. */
  usage: CallsOfStep;
}

export type AgentTurns = ReturnType<typeof createAgentTurns>;

/** Turns of agents with their steps and tool calls: each is written once, and found again by whoever comes after. */
export function createAgentTurns(db: DataSource) {
  return {
    /**
     * Begins a turn on the bot's newest version, or finds it begun; gives the version it runs on. Null for one that
     * somebody else began at the same moment.
     */
    async open(
      { accountId, dialogId, turnKey }: AgentTurnPlace,
      { botId, openedTurn, at }: { botId: string; openedTurn: number; at: Date },
    ): Promise<number | null> {
      const [row] = returnedRows<{ version: number }>(
        await db.query(
          prepared(`WITH begun AS (
             INSERT INTO agent_turn (account_id, dialog_state_id, turn_key, agent_version, opened_turn, started_at)
             SELECT $1, $2, $3, coalesce(max(version), 0), $5, $6 FROM bot_agent_version
              WHERE account_id = $1 AND bot_id = $4
             ON CONFLICT (dialog_state_id, turn_key) DO NOTHING RETURNING agent_version)
           SELECT agent_version AS version FROM begun UNION ALL
           SELECT agent_version FROM agent_turn WHERE account_id = $1 AND dialog_state_id = $2 AND turn_key = $3`),
          [accountId, dialogId, turnKey, botId, openedTurn, at],
        ),
      );
      return row?.version ?? null;
    },

    /** The steps of a turn, first to last. */
    async steps({ accountId, dialogId, turnKey }: AgentTurnPlace): Promise<StoredStep[]> {
      const rows = returnedRows<RawStep>(
        await db.query(prepared(`${STEPS} AND step.turn_key = $3 ORDER BY step.step`), [
          accountId,
          dialogId,
          turnKey,
        ]),
      );
      return rows.map(toStep);
    },

    /** What models asked for in earlier turns, by the turn of the dialog in which they were answered. */
    async toolsSince(accountId: string, dialogId: string, since: number): Promise<Map<number, ToolStep[]>> {
      const rows = returnedRows<RawStep & { closedTurn: number }>(
        await db.query(
          prepared(
            `${STEPS} AND turn.closed_turn >= $3 ORDER BY turn.closed_turn, turn.started_at, step.step`,
          ),
          [accountId, dialogId, since],
        ),
      );
      const steps = Map.groupBy(rows, ({ closedTurn }) => closedTurn);
      return new Map([...steps].map(([turn, of]) => [turn, of.map((row) => toolStepOf(toStep(row)))]));
    },

    /**
     * Keeps what a model answered, and what its answer took, in one statement; gives the calls it asks for. When the
     * step was kept already nothing is written: the first answer stands.
     */
    async keepStep(place: AgentTurnPlace, answered: AnsweredStep): Promise<CallName[]> {
      const [row] = returnedRows<{ kept: boolean; calls: CallName[] }>(
        await db.query(prepared(KEEP_STEP), keptStep(place, answered)),
      );
      return row?.kept ? row.calls : callsOf(db, place, answered.step);
    },

    /** A call of the turn; null where no model asked for it. */
    async call({ accountId, dialogId, turnKey }: AgentTurnPlace, number: number): Promise<StoredCall | null> {
      const [row] = returnedRows<RawCall>(
        await db.query(
          prepared(`SELECT ${CALL_FIELDS} FROM agent_tool_call call
            WHERE call.account_id = $1 AND call.dialog_state_id = $2 AND call.turn_key = $3 AND call.call = $4`),
          [accountId, dialogId, turnKey, number],
        ),
      );
      return row ? toCall(row) : null;
    },

    /** Keeps what a tool came to; the first outcome stands. */
    async keepOutcome(
      { accountId, dialogId, turnKey }: AgentTurnPlace,
      number: number,
      { outcome, at }: { outcome: ToolOutcomeRow; at: Date },
    ): Promise<void> {
      await db.query(
        `UPDATE agent_tool_call SET outcome = $5, ended_at = $6
          WHERE account_id = $1 AND dialog_state_id = $2 AND turn_key = $3 AND call = $4 AND outcome IS NULL`,
        [accountId, dialogId, turnKey, number, JSON.stringify(storableJson(outcome)), at],
      );
    },

    /** Writes down how a turn ended, and in which turn of the dialog. */
    async close(
      { accountId, dialogId, turnKey }: AgentTurnPlace,
      { outcome, closedTurn, at }: { outcome: AgentOutcome; closedTurn: number; at: Date },
    ): Promise<void> {
      await db.query(
        `UPDATE agent_turn SET outcome = $4, closed_turn = $5, ended_at = $6
          WHERE account_id = $1 AND dialog_state_id = $2 AND turn_key = $3`,
        [accountId, dialogId, turnKey, outcome, closedTurn, at],
      );
    },

    /** How the turns before this one ended, the last first. */
    async outcomesBefore(
      { accountId, dialogId, turnKey }: AgentTurnPlace,
      count: number,
    ): Promise<AgentOutcome[]> {
      const rows = returnedRows<{ outcome: AgentOutcome }>(
        await db.query(
          `SELECT outcome FROM agent_turn
            WHERE account_id = $1 AND dialog_state_id = $2 AND turn_key <> $3 AND outcome IS NOT NULL
            ORDER BY opened_turn DESC LIMIT $4`,
          [accountId, dialogId, turnKey, count],
        ),
      );
      return rows.map(({ outcome }) => outcome);
    },
  };
}

interface RawCall {
  number: number;
  id: string;
  name: string;
  input: Record<string, unknown>;
  providerNote: Record<string, unknown> | null;
  outcome: ToolOutcomeRow | null;
}

interface RawStep extends Omit<StoredStep, 'calls'> {
  calls: RawCall[];
}

const CALL_FIELDS = `call.call AS number, call.provider_call_id AS id, call.name, call.input,
  call.provider_note AS "providerNote", call.outcome`;

const STEPS = `
  SELECT step.step, step.text, step.provider, step.model, step.ms, turn.closed_turn AS "closedTurn",
         coalesce((SELECT json_agg(of_step ORDER BY number)
                     FROM (SELECT ${CALL_FIELDS} FROM agent_tool_call call
                            WHERE call.account_id = step.account_id AND call.dialog_state_id = step.dialog_state_id
                              AND call.turn_key = step.turn_key AND call.step = step.step) AS of_step), '[]') AS calls
    FROM agent_step step
    JOIN agent_turn turn ON turn.dialog_state_id = step.dialog_state_id AND turn.turn_key = step.turn_key
   WHERE step.account_id = $1 AND step.dialog_state_id = $2`;

function toCall({ number, id, name, input, providerNote, outcome }: RawCall): StoredCall {
  return { number, call: { id, name, input, ...(providerNote && { providerNote }) }, outcome };
}

function toStep({ step, text, provider, model, ms, calls }: RawStep): StoredStep {
  return { step, text, provider, model, ms, calls: calls.map(toCall) };
}

/** A step as models are told of it. */
export function toolStepOf({ text, calls }: StoredStep): ToolStep {
  return {
    text,
    tools: calls.map(({ call, outcome }) => ({
      call,
      result: outcome && { output: outcome.output, isError: outcome.isError },
    })),
  };
}

/** The step if nobody kept one, and with it, or not at all, the calls it asks for and what it took. */
const KEEP_STEP = `
  WITH kept AS (
    INSERT INTO agent_step (account_id, dialog_state_id, turn_key, step, text, provider, model, ms, input_tokens,
      output_tokens, cost_micros, from_cache, answered_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, now())
    ON CONFLICT (dialog_state_id, turn_key, step) DO NOTHING RETURNING step),
  asked AS (
    INSERT INTO agent_tool_call (account_id, dialog_state_id, turn_key, call, step, provider_call_id, name, input,
      provider_note)
    SELECT $1, $2, $3, place + (SELECT count(*) FROM agent_tool_call
                                 WHERE account_id = $1 AND dialog_state_id = $2 AND turn_key = $3),
           $4, wanted ->> 'id', wanted ->> 'name', wanted -> 'input', wanted -> 'providerNote'
      FROM json_array_elements($13::json) WITH ORDINALITY AS call(wanted, place)
     WHERE EXISTS (SELECT 1 FROM kept)
    RETURNING call AS number, name),
  used AS (${RECORD_USAGE('$1', '$14')} WHERE EXISTS (SELECT 1 FROM kept))
  SELECT EXISTS (SELECT 1 FROM kept) AS kept,
         (SELECT coalesce(json_agg(asked ORDER BY number), '[]') FROM asked) AS calls`;

function keptStep(
  { accountId, dialogId, turnKey }: AgentTurnPlace,
  { step, answer, provider, model, ms, tokens, costMicros, fromCache, usage }: AnsweredStep,
): unknown[] {
  const calls = answer.kind === 'tool-calls' ? answer.toolCalls : [];
  return [
    ...[accountId, dialogId, turnKey, step, storableJson(answer.text), provider, model, Math.round(ms)],
    ...[tokens.input, tokens.output, costMicros, fromCache],
    ...[JSON.stringify(storableJson(calls)), usageRows(usage)],
  ];
}

async function callsOf(
  db: DataSource,
  { accountId, dialogId, turnKey }: AgentTurnPlace,
  step: number,
): Promise<CallName[]> {
  return returnedRows<CallName>(
    await db.query(
      `SELECT call AS number, name FROM agent_tool_call
        WHERE account_id = $1 AND dialog_state_id = $2 AND turn_key = $3 AND step = $4 ORDER BY call`,
      [accountId, dialogId, turnKey, step],
    ),
  );
}
