import type { DataSource } from 'typeorm';
import { uuidv7 } from 'uuidv7';
import type { ChannelName } from '../../domain/messaging/channel-name';
import type { TextContent } from '../../domain/messaging/content';
import { returnedRows } from './send-mapping';

/** A person's wish about every message, and the one message that confirms it. */
export interface ConsentChange {
  accountId: string;
  contactId: string;
  at: Date;
  /** Where it was said: `BAJA on twilio`, `telegram block`. */
  source: string;
  /** Reserved together with the change, so that neither is there without the other. */
  confirmation?: {
    idempotencyKey: string;
    channel: ChannelName;
    content: TextContent;
    botId: string | null;
  };
}

/** A person who blocks a bot may only have had enough of that bot: whatever else they say weighs more. */
export const TELEGRAM_BLOCK = 'telegram block';

/** Providers tell the second: within one, what arrives last was said last. */
const SAME_MOMENT = `interval '1 second'`;

export type Consent = ReturnType<typeof createConsent>;

/**
 * Who may be written to. What was said later stands, in whatever order it arrives, so a repetition has no effect.
 * Every change is true when it changed something.
 */
export function createConsent(db: DataSource) {
  const record = async (update: string, change: ConsentChange, more: unknown[] = []): Promise<boolean> => {
    const { accountId, contactId, at, source } = change;
    const rows = returnedRows(
      await db.query(withConfirmation(update), [
        ...[accountId, contactId, at, source],
        ...confirmationValues(change),
        ...more,
      ]),
    );
    return rows.length === 1;
  };
  return {
    /** No further message to the contact, on any channel. */
    optOut: (change: ConsentChange): Promise<boolean> =>
      record(
        `UPDATE contact SET opted_out_at = $3, opt_out_source = $4
          WHERE account_id = $1 AND id = $2 AND coalesce(consent_at, $3) < $3::timestamptz + ${SAME_MOMENT}
            AND (opted_out_at IS NULL OR (opt_out_source = $10 AND $4 <> $10))`,
        change,
        [TELEGRAM_BLOCK],
      ),

    /** Messages are wanted: again, or for the first time with where the consent came from. */
    optIn: (change: ConsentChange): Promise<boolean> =>
      record(
        `UPDATE contact SET opted_out_at = NULL, opt_out_source = NULL, consent_source = $4, consent_at = $3
          WHERE account_id = $1 AND id = $2
            AND (opted_out_at < $3::timestamptz + ${SAME_MOMENT} OR (opted_out_at IS NULL AND consent_at IS NULL))`,
        change,
      ),

    /** The person let the bot in again: takes back what blocking it did, and no other opt-out. */
    unblock: (change: ConsentChange): Promise<boolean> =>
      record(
        `UPDATE contact SET opted_out_at = NULL, opt_out_source = NULL, consent_source = $4, consent_at = $3
          WHERE account_id = $1 AND id = $2 AND opted_out_at < $3::timestamptz + ${SAME_MOMENT} AND opt_out_source = $10`,
        change,
        [TELEGRAM_BLOCK],
      ),

    /** Whether the contact wants no messages now. */
    async isOptedOut(accountId: string, contactId: string): Promise<boolean> {
      const rows = returnedRows(
        await db.query(
          'SELECT id FROM contact WHERE account_id = $1 AND id = $2 AND opted_out_at IS NOT NULL',
          [accountId, contactId],
        ),
      );
      return rows.length === 1;
    },
  };
}

/** `$5` to `$9`; nulls where nothing is to be confirmed. */
function confirmationValues({ confirmation }: ConsentChange): unknown[] {
  if (!confirmation) return [null, null, null, null, null];
  const { idempotencyKey, channel, content, botId } = confirmation;
  return [uuidv7(), idempotencyKey, channel, JSON.stringify(content), botId];
}

/** The change of the contact and its confirmation, in one statement. */
function withConfirmation(update: string): string {
  return `
    WITH changed AS (${update} RETURNING account_id, id),
    asked AS (
      INSERT INTO send (id, account_id, contact_id, idempotency_key, channel, content, bot_id)
      SELECT $5::uuid, changed.account_id, changed.id, $6::text, $7::text, $8::jsonb, $9::uuid
        FROM changed WHERE $5::uuid IS NOT NULL
      ON CONFLICT ON CONSTRAINT send_idempotency_unique DO NOTHING)
    SELECT id FROM changed`;
}
