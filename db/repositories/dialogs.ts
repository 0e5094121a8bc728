import type { DataSource } from 'typeorm';
import { uuidv7 } from 'uuidv7';
import type {
  AppointmentRequest,
  CallRequest,
  ConversationState,
} from '../../domain/conversations/conversation';
import type { Platform } from '../../domain/conversations/platform-credentials';
import type { Value } from '../../domain/conversations/values';
import { returnedRows } from './send-mapping';

/** What a conversation asked for and still waits for; what it asks in words stays here, out of histories. */
export type PendingEffect =
  | { kind: 'call'; call: string; request: CallRequest | AppointmentRequest }
  | ({ kind: 'agent' } & PendingAgent);

/** A turn that the agent has to answer. */
export interface PendingAgent {
  /** Of the scenario's step that asked; null where no scenario does. */
  agent: string | null;
  goal: string | null;
  /** The tools that the step names; empty for all. */
  tools: string[];
  /** Of this turn of the agent alone. */
  turn: string;
  /** The turn of the dialog in which it began: what was said since is what it answers. */
  since: number;
}

/** The program's day that a conversation plays. */
export interface DialogOrigin {
  /** Of the start that began it. */
  key: string;
  enrollmentId: string;
  session: number;
  day: number;
  /** The conversation that it began has ended; kept to recognise the same start again. */
  over: boolean;
}

/** A person has taken over; the bot is silent meanwhile. */
export interface Handoff {
  /** Epoch milliseconds; null until somebody returns it. */
  until: number | null;
  since: number;
  /** The scenario's step asked for it, an operator took it, or the agent gave up. */
  by: 'scenario' | 'operator' | 'agent';
  team: string | null;
  reason: string | null;
}

/** One contact talking with one bot on one platform: the projection of its workflow. */
export interface Dialog {
  id: string;
  accountId: string;
  botId: string;
  platform: Platform;
  chatId: string;
  contactId: string;
  scenarioId: string | null;
  scenarioVersion: number | null;
  currentStep: string | null;
  collectedData: Record<string, Value>;
  state: ConversationState | null;
  pending: PendingEffect | null;
  origin: DialogOrigin | null;
  /** Turns taken. */
  turn: number;
  /** What the last turn answered; the same event again is a repetition. */
  lastEvent: string | null;
  /** Messages the last turn reserved. */
  lastSends: number;
  lastAlbumId: string | null;
  handoff: Handoff | null;
  lastInteractionAt: Date;
  createdAt: Date;
  updatedAt: Date;
}

export interface DialogAddressing {
  accountId: string;
  botId: string;
  platform: Platform;
  /** What the platform calls the chat. */
  chatId: string;
  contactId: string;
  at: Date;
}

/** What a turn changes of its dialog. */
export type DialogChange = Pick<
  Dialog,
  | 'scenarioId'
  | 'scenarioVersion'
  | 'state'
  | 'pending'
  | 'origin'
  | 'lastEvent'
  | 'lastSends'
  | 'lastAlbumId'
  | 'handoff'
  | 'lastInteractionAt'
>;

export type Dialogs = ReturnType<typeof createDialogs>;

export const DIALOG_COLUMNS = `id, account_id AS "accountId", bot_id AS "botId", platform,
  platform_chat_id AS "chatId", contact_id AS "contactId", scenario_id AS "scenarioId",
  scenario_version AS "scenarioVersion", current_step AS "currentStep", collected_data AS "collectedData",
  state, pending, origin, turn, last_event AS "lastEvent", last_sends AS "lastSends", last_album_id AS "lastAlbumId", handoff,
  last_interaction_at AS "lastInteractionAt", created_at AS "createdAt", updated_at AS "updatedAt"`;

/** Dialogs as their workflows and the webhooks use them. */
export function createDialogs(db: DataSource) {
  return {
    /** The dialog of a chat, made when new; twenty first messages at once make one. */
    async ensure({ accountId, botId, platform, chatId, contactId, at }: DialogAddressing): Promise<string> {
      const [known] = returnedRows<{ id: string }>(
        await db.query(
          `SELECT id FROM bot_dialog_state
            WHERE account_id = $1 AND bot_id = $2 AND platform = $3 AND platform_chat_id = $4`,
          [accountId, botId, platform, chatId],
        ),
      );
      if (known) return known.id;
      const [row] = returnedRows<{ id: string }>(
        await db.query(
          `INSERT INTO bot_dialog_state AS dialog
             (id, account_id, bot_id, platform, platform_chat_id, contact_id, last_interaction_at)
           VALUES ($1, $2, $3, $4, $5, $6, $7)
           ON CONFLICT ON CONSTRAINT bot_dialog_one_per_chat DO UPDATE SET updated_at = dialog.updated_at
           RETURNING id`,
          [uuidv7(), accountId, botId, platform, chatId, contactId, at],
        ),
      );
      if (!row) throw new Error('A dialog was neither made nor found');
      return row.id;
    },

    async get(accountId: string, dialogId: string): Promise<Dialog | null> {
      const [row] = returnedRows<Dialog>(
        await db.query(`SELECT ${DIALOG_COLUMNS} FROM bot_dialog_state WHERE account_id = $1 AND id = $2`, [
          accountId,
          dialogId,
        ]),
      );
      return row ?? null;
    },

    /** Every dialog of a contact, for what concerns the person rather than a turn. */
    async ofContact(
      accountId: string,
      contactId: string,
    ): Promise<Pick<Dialog, 'id' | 'botId' | 'platform' | 'turn' | 'createdAt'>[]> {
      return returnedRows(
        await db.query(
          `SELECT id, bot_id AS "botId", platform, turn, created_at AS "createdAt" FROM bot_dialog_state
            WHERE account_id = $1 AND contact_id = $2 ORDER BY id`,
          [accountId, contactId],
        ),
      );
    },
  };
}
