import type { DialogOrigin } from '../../db/repositories/dialogs';
import type { Scenarios } from '../../db/repositories/scenarios';
import type { TurnDialogs } from '../../db/repositories/turn-dialogs';
import type { TurnMessages } from '../../db/repositories/turn-messages';
import type { TurnSends } from '../../db/repositories/turn-sends';
import type { Transcripts } from '../../db/transcripts/transcripts';
import type { AppointmentRequest, CallRequest } from '../../domain/conversations/conversation';
import type { ConversationPorts } from '../../domain/conversations/ports';
import type { Value } from '../../domain/conversations/values';
import type { EpochMs, LocalDate } from '../../domain/time/moments';
import type { Clock, Dispatcher, SendChannels } from '../messaging/dispatcher';

/** What a call of a backend came to. */
export type CallAnswer =
  { kind: 'answered'; status: number; body: Value } | { kind: 'failed'; reason: string };

/** Calls a backend for a scenario; never throws for what a network or a server does. */
export type CallBackend = (call: {
  accountId: string;
  botId: string;
  request: CallRequest;
  /** The same for every try of one call. */
  idempotencyKey: string;
}) => Promise<CallAnswer>;

/** Does what an appointment step asks for, for the contact of the dialog; never throws for what it refuses. */
export type Arrange = (ask: {
  accountId: string;
  contactId: string;
  dialogId: string;
  request: AppointmentRequest;
  /** The same for every try of one step. */
  idempotencyKey: string;
}) => Promise<CallAnswer>;

/** What fetching a message's files came to. */
export type FileFetch = { kind: 'done' } | { kind: 'later'; detail: string; retryAfterMs: number };

/** What conversations do to programs; each may be asked twice and has one effect. */
export interface ProgramEffects {
  /** Enrolls the contact in a program of the account, by its name; says why not. */
  enroll(ask: {
    accountId: string;
    contactId: string;
    channel: string;
    program: string;
  }): Promise<string | null>;
  /** Completes a day: the one that the conversation plays, or the one that is named. */
  complete(ask: {
    accountId: string;
    contactId: string;
    origin: DialogOrigin | null;
    day: { session: number; day: number } | null;
    at: EpochMs;
  }): Promise<void>;
}

/** What the activities of conversations work with. */
export interface ConversationsDeps {
  dialogs: TurnDialogs;
  scenarios: Scenarios;
  messages: TurnMessages;
  sends: TurnSends;
  transcripts: Transcripts;
  dispatcher: Dispatcher;
  channels: SendChannels;
  ports: ConversationPorts;
  callBackend: CallBackend;
  arrange: Arrange;
  fetchFile(messageId: string): Promise<FileFetch>;
  programs: ProgramEffects;
  clock: Clock;
  /** The date of an instant in an IANA zone. */
  localDate(at: EpochMs, zone: string): LocalDate;
}
