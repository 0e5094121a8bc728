import type { Capabilities } from '../domain/messaging/capabilities';
import type { ChannelName } from '../domain/messaging/channel-name';
import type { FileKind, MessageContent } from '../domain/messaging/content';
import type { DeliveryStatus, RefusalMeaning, SendOutcome } from '../domain/messaging/outcome';
import type { ProviderTemplate } from '../domain/templates/template';
import type { EpochMs } from '../domain/time/moments';

/** A file of a bot on its way out. */
export interface OutboundFile {
  /** Its id in the bot's media, as the content names it. */
  id: string;
  kind: FileKind;
  mimeType: string;
  fileName: string;
  sizeBytes: number;
  /** What the platform called it when this sender last sent it; null when it has to be uploaded. */
  platformFileId: string | null;
  /** A signed address that a provider can fetch it from; null where Hilo has no public address. */
  publicUrl: string | null;
  read(): Promise<Buffer>;
  /** Keeps the platform's own id for the next time. */
  remember(platformFileId: string, expiresAt: EpochMs | null): Promise<void>;
}

/** One message on its way to one address of a channel. */
export interface OutboundMessage {
  sendId: string;
  /** Echoed by the provider's status callbacks where it can; correlates a callback with the attempt. */
  attemptId: string;
  accountId: string;
  /** The contact's own id on the channel: E.164 for WhatsApp numbers and for the simulator. */
  to: string;
  content: MessageContent;
  /** The bot's own files that the content names, in its order. */
  files?: readonly OutboundFile[];
}

/** What to look for when the answer to a send was lost. */
export interface SentQuery {
  to: string;
  content: MessageContent;
  dispatchedAt: EpochMs;
}

/** A message the provider shows as created. */
export interface SentMessage {
  providerId: string;
  createdAt: EpochMs;
  status: DeliveryStatus;
  /** True when text or template and creation window match the query. */
  matches: boolean;
}

/**
 * The port to one provider. `send` never throws for what a provider or a network does: every such thing is
 * a `SendOutcome`. It throws only for our own defects.
 */
export interface Channel {
  readonly name: ChannelName;
  /** The address messages leave from; sends through one sender share one rate. */
  readonly sender: string;
  /** True for a bot's own credentials; absent for the platform's, which accounts share, with their rate. */
  readonly ownCredentials?: true;
  /** Messages per second the sender may carry; the ledger leases them. */
  readonly messagesPerSecond: number;
  /** True where free text is allowed only within 24 hours of the contact's last message. */
  readonly windowApplies: boolean;
  readonly capabilities: Capabilities;
  send(message: OutboundMessage): Promise<SendOutcome>;
  /** Lists what the provider holds for the query; absent where a provider has no such list. */
  findSent?(query: SentQuery): Promise<readonly SentMessage[]>;
  /** What a code of its delivery reports says; absent where reports bring no codes. */
  meaningOf?(code: string): RefusalMeaning;
  /** Fetches a file that a person sent, from the provider's own hosts only; absent where none can be sent. */
  fetchFile?(file: InboundMedia): Promise<FetchedFile>;
  /** Tells the platform that a tap was seen; never throws. Absent where taps want no answer. */
  answerTap?(tapId: string): Promise<void>;
  /** Lists the templates of the sender's account; never throws. Absent where there are none. */
  listTemplates?(): Promise<TemplateListing>;
}

/** What asking for templates came to. */
export type TemplateListing =
  | {
      kind: 'listed';
      /** The provider's own account that they are of. */
      owner: string;
      templates: readonly ProviderTemplate[];
    }
  | { kind: 'failed'; detail: string };

/** What fetching a person's file came to. */
export type FetchedFile =
  | { kind: 'fetched'; bytes: Buffer; mimeType: string; fileName: string | null }
  /** Expired, too large, or of a host that is not the provider's: it will never come. */
  | { kind: 'refused'; detail: string }
  | { kind: 'later'; detail: string; retryAfterMs: number };

/** A file that a person sent, known by the provider's own id until it is fetched. */
export interface InboundMedia {
  kind: 'image' | 'audio' | 'video' | 'document' | 'sticker';
  providerFileId: string;
  mimeType: string | null;
  fileName: string | null;
  /** The same for every file of one album; null outside an album. */
  albumId: string | null;
}

/** A button or a list entry that a person tapped. */
export interface InboundButton {
  /** What the bot gave the button: its id, payload or data. */
  id: string;
  /** The tap that the provider wants answered (Telegram's callback query id). */
  tapId?: string;
}

/** An inbound message, parsed from one provider's shape. */
export interface InboundMessage {
  channel: ChannelName;
  /** The provider's own message id: the key that makes a duplicate delivery harmless. */
  providerId: string;
  from: string;
  to: string;
  /** E.164, when the channel tells it. */
  phone: string | null;
  /** The channel's own id of the person, when it tells one beside the number: the number may be hidden next time. */
  userId?: string;
  profileName: string | null;
  /** Of the person's own app, as two or three letters; absent where the channel tells of none. */
  language?: string;
  /** What was written, a file's caption or a button's words; empty for what has no words. */
  text: string;
  receivedAt: EpochMs;
  /** Absent where the channel tells of no files. */
  media?: readonly InboundMedia[];
  button?: InboundButton;
}

/** A delivery report, parsed from one provider's shape. */
export interface StatusReport {
  channel: ChannelName;
  providerId: string;
  /** The attempt id that travelled with the request, when the provider echoes it. */
  attemptId: string | null;
  status: DeliveryStatus;
  code: string | null;
}
