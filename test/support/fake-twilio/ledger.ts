import { randomUUID } from 'node:crypto';

export type MessageStatus = 'queued' | 'sent' | 'delivered' | 'read' | 'undelivered';

/** What was asked of the create call; `params` are the form fields as they came. */
export interface CreateRequest {
  to: string;
  from: string;
  body: string;
  /** Where the message's file is. */
  mediaUrl: string | null;
  contentSid: string | null;
  statusCallback: string | null;
  params: Record<string, string>;
}

/** A message the fake accepted. */
export interface LedgerMessage extends CreateRequest {
  sid: string;
  status: MessageStatus;
  errorCode: number | null;
  /** Set when the message itself cannot be delivered, such as for a file that cannot be had. */
  failsWith: number | null;
  createdAt: number;
  /** As with Twilio, null while queued. */
  sentAt: number | null;
  updatedAt: number;
}

const RANK: Record<MessageStatus, number> = { queued: 0, sent: 1, undelivered: 2, delivered: 2, read: 3 };

/** A new id in Twilio's form: two letters and 32 hex digits. */
export function newSid(prefix: string): string {
  return prefix + randomUUID().replaceAll('-', '');
}

/** Everything the fake accepted: the oracle of "who got how many messages". */
export function createLedger() {
  const messages: LedgerMessage[] = [];
  const bySid = new Map<string, LedgerMessage>();
  const byRecipient = new Map<string, LedgerMessage[]>();

  return {
    accept(request: CreateRequest): LedgerMessage {
      const now = Date.now();
      const message: LedgerMessage = {
        ...request,
        sid: newSid('SM'),
        status: 'queued',
        errorCode: null,
        failsWith: null,
        createdAt: now,
        sentAt: null,
        updatedAt: now,
      };
      messages.push(message);
      bySid.set(message.sid, message);
      byRecipient.set(message.to, [...(byRecipient.get(message.to) ?? []), message]);
      return message;
    },
    /** Moves a message on; a state that is behind the current one changes nothing. */
    advance(message: LedgerMessage, status: MessageStatus): void {
      if (RANK[status] <= RANK[message.status]) return;
      message.status = status;
      message.updatedAt = Date.now();
      message.sentAt ??= message.updatedAt;
    },
    all: (): readonly LedgerMessage[] => messages,
    /** Address in Twilio's form, `whatsapp:+57…`. */
    to: (address: string): readonly LedgerMessage[] => byRecipient.get(address) ?? [],
    get: (sid: string): LedgerMessage | undefined => bySid.get(sid),
    /** `most`: the largest number of messages that one recipient has. */
    summary() {
      const counts = [...byRecipient.values()].map((list) => list.length);
      const most = counts.reduce((max, count) => Math.max(max, count), 0);
      return { accepted: messages.length, recipients: counts.length, most };
    },
    clear(): void {
      messages.length = 0;
      bySid.clear();
      byRecipient.clear();
    },
  };
}
export type Ledger = ReturnType<typeof createLedger>;
