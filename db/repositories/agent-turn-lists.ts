import type { DataSource } from 'typeorm';
import type { AgentOutcome } from '../../domain/agent/turn-limits';
import { returnedRows } from './send-mapping';

/** What a model answered in a turn, without its words. */
export interface ListedStep {
  provider: string;
  model: string;
  ms: number;
  inputTokens: number;
  outputTokens: number;
  /** In millionths of a US dollar; null where the model has no price. */
  costMicros: number | null;
  fromCache: boolean;
}

/** A tool that a model had run; null where it did not end yet. */
export interface ListedTool {
  name: string;
  isError: boolean | null;
}

/** A turn of a bot's agent, with whom it was had. */
export interface ListedTurn {
  dialogId: string;
  contactName: string | null;
  contactPhone: string | null;
  /** The version of the agent that it ran on. */
  version: number;
  /** Null for one that is under way. */
  outcome: AgentOutcome | null;
  startedAt: Date;
  endedAt: Date | null;
  steps: ListedStep[];
  tools: ListedTool[];
  /** Of the page that begins after it. */
  cursor: string;
}

export interface TurnPage {
  accountId: string;
  botId: string;
  /** Where the page before ended: microseconds since 1970, and the dialog's id. */
  after: { micros: string; id: string } | null;
  limit: number;
}

export type AgentTurnLists = ReturnType<typeof createAgentTurnLists>;

/** Turns of agents as an account reads them; what is written of one is in the turns' own repository. */
export function createAgentTurnLists(db: DataSource) {
  return {
    /** The last one first. */
    async list({ accountId, botId, after, limit }: TurnPage): Promise<ListedTurn[]> {
      return returnedRows<ListedTurn>(
        await db.query(LIST, [accountId, botId, after?.micros ?? null, after?.id ?? null, limit]),
      );
    },
  };
}

const LIST = `
  SELECT turn.dialog_state_id AS "dialogId", contact.name AS "contactName", contact.phone AS "contactPhone",
         turn.agent_version AS version, turn.outcome, turn.started_at AS "startedAt", turn.ended_at AS "endedAt",
         (extract(epoch FROM turn.started_at) * 1000000)::bigint || '_' || turn.dialog_state_id AS cursor,
         coalesce((SELECT json_agg(json_build_object('provider', step.provider, 'model', step.model, 'ms', step.ms,
                            'inputTokens', step.input_tokens, 'outputTokens', step.output_tokens,
                            'costMicros', step.cost_micros, 'fromCache', step.from_cache) ORDER BY step.step)
                     FROM agent_step step
                    WHERE step.account_id = $1 AND step.dialog_state_id = turn.dialog_state_id
                      AND step.turn_key = turn.turn_key), '[]') AS steps,
         coalesce((SELECT json_agg(json_build_object('name', call.name, 'isError',
                            (call.outcome ->> 'isError')::boolean) ORDER BY call.call)
                     FROM agent_tool_call call
                    WHERE call.account_id = $1 AND call.dialog_state_id = turn.dialog_state_id
                      AND call.turn_key = turn.turn_key), '[]') AS tools
    FROM agent_turn turn
    JOIN bot_dialog_state dialog ON dialog.account_id = $1 AND dialog.id = turn.dialog_state_id
    JOIN contact ON contact.account_id = $1 AND contact.id = dialog.contact_id
   WHERE turn.account_id = $1 AND dialog.bot_id = $2
     AND ($3::bigint IS NULL OR (turn.started_at, turn.dialog_state_id)
          < (timestamptz 'epoch' + $3::bigint * interval '1 microsecond', $4::uuid))
   ORDER BY turn.started_at DESC, turn.dialog_state_id DESC LIMIT $5`;
