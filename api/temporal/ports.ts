import type { AccountWork } from '../../db/repositories/account-removal';
import type { ProgressReport } from '../../domain/programs/enrollment';
import type { EpochMs } from '../../domain/time/moments';
import type { BroadcastView } from '../../workflows/broadcasts/contract';
import type { ConversationView, ReceivedMessage, StartRequest } from '../../workflows/conversations/contract';
import type { EnrollmentView } from '../../workflows/programs/contract';

/** Temporal cannot be reached; what was stored is delivered by the worker's sweep. */
export interface Unavailable {
  kind: 'unavailable';
}

/** No such workflow runs: it was never started, or it has ended. */
export interface NotRunning {
  kind: 'not-running';
}

/** A signal was taken; signals have no answer. */
export type Signalled = { kind: 'signalled' } | NotRunning | Unavailable;

/** What an operator's update came to; a refusal carries the workflow's own words. */
export type Updated =
  { kind: 'updated'; view: EnrollmentView } | { kind: 'refused'; refusal: string } | NotRunning | Unavailable;

export interface EnrollmentAddress {
  accountId: string;
  programId: string;
  enrollmentId: string;
}

/** An operator's request, as `POST /api/enrollments/{id}/{action}` names it. */
export type OperatorAction =
  | { kind: 'pause'; reason: string }
  | { kind: 'resume' }
  | { kind: 'exclude'; reason: string }
  | { kind: 'retry-day' }
  | { kind: 'migrate'; version: number };

/** The enrollment workflows as the API sees them: start, signal, update. Never throws for what Temporal answers. */
export interface EnrollmentStarter {
  /** Starts the workflow; one that runs already is left alone and counts as started. */
  start(enrollment: EnrollmentAddress): Promise<{ kind: 'started' } | Unavailable>;
  reportProgress(enrollmentId: string, report: ProgressReport): Promise<Signalled>;
  reportOptOut(enrollmentId: string, at: EpochMs): Promise<Signalled>;
  update(enrollmentId: string, action: OperatorAction): Promise<Updated>;
}

/** What carries one reserved send to its provider. */
export interface SendStarter {
  /** `startAt` is when it is to go out; at once when absent or null. */
  start(send: {
    accountId: string;
    sendId: string;
    startAt?: EpochMs | null;
  }): Promise<{ kind: 'started' } | Unavailable>;
  /** Ends the wait of one that was cancelled; the ledger has the last word without it. */
  cancelled(send: { accountId: string; sendId: string }): Promise<Signalled>;
}

/** What takes over the lists of templates that the providers of an account have. */
export interface TemplateSyncer {
  /** One that is under way counts as started. */
  start(accountId: string): Promise<{ kind: 'started' } | Unavailable>;
}

export interface DialogAddress {
  accountId: string;
  dialogId: string;
}

/** What a person asks of a conversation. */
export type ConversationAction =
  | { kind: 'hand-off'; until: EpochMs | null; reason: string | null }
  | { kind: 'return' }
  | { kind: 'migrate'; version: number };

export type ConversationUpdated =
  { kind: 'updated'; view: ConversationView } | { kind: 'refused'; refusal: string } | Unavailable;

/** The conversation workflows as the API sees them; each call starts the workflow where none runs. */
export interface ConversationStarter {
  messageReceived(
    dialog: DialogAddress,
    message: ReceivedMessage,
  ): Promise<{ kind: 'signalled' } | Unavailable>;
  /** Begins a scenario with a contact who did not write. */
  start(dialog: DialogAddress, start: StartRequest): Promise<{ kind: 'signalled' } | Unavailable>;
  /** Ends what runs; a conversation that does not run is left alone. */
  close(dialog: DialogAddress, reason: string): Promise<Signalled>;
  update(dialog: DialogAddress, action: ConversationAction): Promise<ConversationUpdated>;
}

export interface OrderAddress {
  accountId: string;
  orderId: number;
}

export type OrderEnded = { kind: 'ended' } | { kind: 'refused'; refusal: string } | Unavailable;

/** The checkouts as the API sees them: what follows an order from its placing to its payment or its end. */
export interface CheckoutStarter {
  /** Starts what follows a placed order; one that runs already is left alone and counts as started. */
  start(order: OrderAddress): Promise<{ kind: 'started' } | Unavailable>;
  /** Cancels an order unless it is being paid; a refusal carries the checkout's own words. */
  cancel(order: OrderAddress, reason: string): Promise<OrderEnded>;
  /** Gives the money of a paid order back; a refusal carries the checkout's own words. */
  refund(order: OrderAddress, reason: string): Promise<OrderEnded>;
  /** Has the order's checkout look at payments that were written down. */
  paymentReported(order: OrderAddress): Promise<{ kind: 'signalled' } | Unavailable>;
}

export interface BroadcastAddress {
  accountId: string;
  broadcastId: string;
}

/** An operator's request of a running broadcast. */
export type BroadcastAction =
  | { kind: 'pause'; reason: string }
  | { kind: 'resume' }
  | { kind: 'cancel'; reason: string }
  | { kind: 'rate'; ratePerSecond: number | null }
  | { kind: 'schedule'; startAt: EpochMs };

export type BroadcastUpdated =
  { kind: 'updated'; view: BroadcastView } | { kind: 'refused'; refusal: string } | NotRunning | Unavailable;

/** The broadcast workflows as the API sees them. */
export interface BroadcastStarter {
  /** Starts it, at once or at a time; one that runs already is left alone and counts as started. */
  start(
    broadcast: BroadcastAddress,
    when: { startAt: EpochMs | null },
  ): Promise<{ kind: 'started' } | Unavailable>;
  update(broadcast: BroadcastAddress, action: BroadcastAction): Promise<BroadcastUpdated>;
  /** Sends again what was refused, for all reasons or for these codes; takes up a finished one. */
  retryFailed(
    broadcast: BroadcastAddress,
    codes: string[] | null,
  ): Promise<{ kind: 'started' } | BroadcastUpdated>;
}

/** Ends all that runs for an account that is removed; safe to repeat. */
export interface AccountWorkEnder {
  endAll(work: AccountWork): Promise<{ kind: 'ended' } | Unavailable>;
}
