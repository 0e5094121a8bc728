import type {
  AccountWorkEnder,
  BroadcastStarter,
  BroadcastUpdated,
  CheckoutStarter,
  ConversationStarter,
  ConversationUpdated,
  EnrollmentStarter,
  OrderAddress,
  OrderEnded,
  SendStarter,
  TemplateSyncer,
  Updated,
} from '../../api/temporal/ports';

export interface FakeStarters {
  accountWorkEnder: AccountWorkEnder;
  broadcastStarter: BroadcastStarter;
  checkoutStarter: CheckoutStarter;
  conversationStarter: ConversationStarter;
  enrollmentStarter: EnrollmentStarter;
  sendStarter: SendStarter;
  templateSyncer: TemplateSyncer;
  /** What was asked of Temporal, in order: `start {id}`, `progress {id} S1D1=2` … */
  asked: string[];
  /** Temporal away: every call answers so until it is back. */
  away: boolean;
  /** What the next updates are answered with. */
  answerUpdates(answer: Updated): void;
  answerConversationUpdates(answer: ConversationUpdated): void;
  answerBroadcastUpdates(answer: BroadcastUpdated): void;
  /** What a checkout does that is asked to cancel its order. */
  onCancel(cancel: (order: OrderAddress, reason: string) => Promise<OrderEnded>): void;
}

/** Temporal as the API sees it, under the test's control. */
export function createFakeStarters(): FakeStarters {
  let updateAnswer: Updated = { kind: 'not-running' };
  let broadcastAnswer: BroadcastUpdated = { kind: 'not-running' };
  let conversationAnswer: ConversationUpdated = { kind: 'refused', refusal: 'No answer was scripted.' };
  let cancel: Parameters<FakeStarters['onCancel']>[0] = () => Promise.resolve({ kind: 'ended' });
  const ask = <T>(what: string, answer: T): Promise<T | { kind: 'unavailable' }> => {
    if (fake.away) return Promise.resolve({ kind: 'unavailable' });
    fake.asked.push(what);
    return Promise.resolve(answer);
  };
  const fake: FakeStarters = {
    asked: [],
    away: false,
    answerUpdates(answer) {
      updateAnswer = answer;
    },
    answerConversationUpdates(answer) {
      conversationAnswer = answer;
    },
    onCancel(does) {
      cancel = does;
    },
    accountWorkEnder: {
      endAll: (work) => ask(`end ${Object.values(work).flat().join(' ')}`, { kind: 'ended' }),
    },
    checkoutStarter: {
      start: ({ orderId }) => ask(`check out ${orderId}`, { kind: 'started' }),
      cancel: async (order, reason) => {
        const answer = await ask(`cancel ${order.orderId} ${reason}`, null);
        return answer ?? (await cancel(order, reason));
      },
      refund: ({ orderId }, reason) => ask(`refund ${orderId} ${reason}`, { kind: 'ended' }),
      paymentReported: ({ orderId }) => ask(`payment of ${orderId}`, { kind: 'signalled' }),
    },
    answerBroadcastUpdates(answer) {
      broadcastAnswer = answer;
    },
    broadcastStarter: {
      start: ({ broadcastId }, { startAt }) =>
        ask(`broadcast ${broadcastId}${startAt === null ? '' : ` at ${startAt}`}`, { kind: 'started' }),
      update: ({ broadcastId }, action) => ask(`${action.kind} ${broadcastId}`, broadcastAnswer),
      retryFailed: ({ broadcastId }, codes) =>
        ask(`retry ${broadcastId} ${codes?.join(',') ?? 'all'}`, broadcastAnswer),
    },
    conversationStarter: {
      messageReceived: ({ dialogId }, { messageId, hasFile }) =>
        ask(`message ${dialogId} ${messageId}${hasFile ? ' with a file' : ''}`, { kind: 'signalled' }),
      start: ({ dialogId }, { origin }) => ask(`begin ${dialogId} ${origin.key}`, { kind: 'signalled' }),
      close: ({ dialogId }, reason) => ask(`close ${dialogId} ${reason}`, { kind: 'signalled' }),
      update: ({ dialogId }, action) => ask(`${action.kind} ${dialogId}`, conversationAnswer),
    },
    enrollmentStarter: {
      start: ({ enrollmentId }) => ask(`start ${enrollmentId}`, { kind: 'started' }),
      reportProgress: (id, { session, day, status }) =>
        ask(`progress ${id} S${session}D${day}=${status}`, { kind: 'signalled' }),
      reportOptOut: (id) => ask(`opt-out ${id}`, { kind: 'signalled' }),
      update: (id, action) => ask(`${action.kind} ${id}`, updateAnswer),
    },
    sendStarter: {
      start: ({ sendId, startAt = null }) =>
        ask(`send ${sendId}${startAt === null ? '' : ` at ${startAt}`}`, { kind: 'started' }),
      cancelled: ({ sendId }) => ask(`cancel ${sendId}`, { kind: 'signalled' }),
    },
    templateSyncer: {
      start: (accountId) => ask(`sync templates ${accountId}`, { kind: 'started' }),
    },
  };
  return fake;
}
