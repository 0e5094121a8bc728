/** Queues by what they carry; more workers on a queue is how it scales. */
export const TASK_QUEUES = {
  /** Conversation workflows and their turns: people wait for these. */
  conversations: 'conversations',
  /** Enrollment workflows and their daily evaluations. */
  programs: 'programs',
  /** Broadcast workflows and their batches. */
  broadcasts: 'broadcasts',
  /** Checkout workflows and what they do with payments. */
  checkout: 'checkout',
  /** Platform sweeps: unsettled sends, unhandled inbound messages, finished runs. */
  sweeps: 'sweeps',
} as const;
