import { answeredOf, UNANSWERED, waitAt } from './response-times';

/** What was counted under the words of the database, such as the states of sends; what is not there is 0. */
export type Counted = Readonly<Record<string, number>>;

type Figures = Readonly<Record<string, (counted: Counted) => number | null>>;

/** One report: by what its rows are told apart, and what is said of each. */
export interface Report {
  summary: string;
  groups: readonly string[];
  /** The group that is an id of a thing with a name. */
  named?: string;
  figures: Figures;
}

const of =
  (...words: string[]) =>
  (counted: Counted): number =>
    words.reduce((sum, word) => sum + (counted[word] ?? 0), 0);

/** Figures that are called what they are counted as. */
function asCounted<const W extends readonly string[]>(
  ...words: W
): Record<W[number], (counted: Counted) => number> {
  return Object.fromEntries(words.map((word) => [word, of(word)])) as Record<
    W[number],
    (counted: Counted) => number
  >;
}

/** A message that was read was delivered, and one that was delivered went out. */
const FATES = {
  out: of('dispatching', 'accepted', 'delivered', 'read', 'unconfirmed'),
  delivered: of('delivered', 'read'),
  read: of('read'),
  failed: of('rejected'),
  unconfirmed: of('unconfirmed'),
  suppressed: of('suppressed'),
};

/** Every report of the analytics, by its name in addresses. */
export const REPORTS = {
  messages: {
    summary: 'Messages in, and what became of those out, by channel and what asked for them',
    groups: ['channel', 'source'],
    figures: { in: of('in'), ...FATES },
  },
  'response-times': {
    summary: "How long people waited for the bot's next words, by channel; an hour without any is no answer",
    groups: ['channel'],
    figures: {
      answered: answeredOf,
      unanswered: of(UNANSWERED),
      p50Ms: (counted) => waitAt(0.5, counted),
      p95Ms: (counted) => waitAt(0.95, counted),
    },
  },
  conversations: {
    summary: 'Conversations that people began: a message after a day in which they wrote none',
    groups: ['channel'],
    figures: asCounted('begun'),
  },
  programs: {
    summary: 'How many contacts each day of a program reached, and how many completed it',
    groups: ['program', 'session', 'day'],
    named: 'program',
    figures: asCounted('reached', 'messages', 'completed'),
  },
  enrollments: {
    summary: 'Contacts that were enrolled, and how their enrollments ended',
    groups: ['program'],
    named: 'program',
    figures: asCounted('enrolled', 'completed', 'excluded', 'stopped'),
  },
  exclusions: {
    summary: "Exclusions, by a program's rule or by an operator",
    groups: ['program', 'by'],
    named: 'program',
    figures: asCounted('excluded'),
  },
  agents: {
    summary:
      'Conversations of agents: resolved without a person or handed over within a day, and how turns ended',
    groups: ['bot'],
    named: 'bot',
    figures: {
      conversations: of('conversations'),
      resolved: (counted) => of('conversations')(counted) - of('handed-over')(counted),
      handedOver: of('handed-over'),
      turns: of('answered', 'no-answer', 'too-many-tools', 'over-budget', 'broken', 'stopped'),
      failedTurns: of('no-answer', 'too-many-tools', 'over-budget', 'broken'),
    },
  },
  handoffs: {
    summary: 'Conversations that went to a person, by who handed them over',
    groups: ['bot', 'by'],
    named: 'bot',
    figures: asCounted('handoffs'),
  },
  tools: {
    summary: 'Tools that agents used',
    groups: ['tool'],
    figures: asCounted('succeeded', 'failed'),
  },
  models: {
    summary: 'Calls of language models with their tokens and cost, in millionths of a US dollar',
    groups: ['provider', 'model'],
    figures: asCounted('calls', 'failures', 'inputTokens', 'outputTokens', 'costMicros'),
  },
  orders: {
    summary: 'Orders and revenue, in minor units of the currency; each in the hour of what happened',
    groups: ['currency'],
    figures: {
      ...asCounted(
        'placed',
        'placedMinor',
        'paid',
        'paidMinor',
        'refunded',
        'refundedMinor',
        'expired',
        'cancelled',
      ),
      revenueMinor: (counted) => of('paidMinor')(counted) - of('refundedMinor')(counted),
    },
  },
  broadcasts: {
    summary: "What became of broadcasts' messages",
    groups: ['broadcast'],
    named: 'broadcast',
    figures: FATES,
  },
  'opt-outs': {
    summary: 'Contacts that asked for no more messages, and that took it back, by where they said so',
    groups: ['source'],
    figures: asCounted('optedOut', 'optedIn'),
  },
} as const satisfies Record<string, Report>;

export type ReportName = keyof typeof REPORTS;

export const REPORT_NAMES = Object.keys(REPORTS) as [ReportName, ...ReportName[]];

/** The figures of a row, in the order of the report. */
export function figuresOf(report: Report, counted: Counted): Record<string, number | null> {
  return Object.fromEntries(Object.entries(report.figures).map(([name, read]) => [name, read(counted)]));
}
