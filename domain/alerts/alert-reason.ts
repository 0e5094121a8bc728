/** What a rule found, as a code with its values; never a word of a message. */
export type AlertReason =
  | { kind: 'keywords'; words: string[] }
  | { kind: 'pattern'; pattern: string }
  | { kind: 'sentiment'; score: number }
  | { kind: 'no-answer'; count: number }
  | { kind: 'failures'; count: number; of: number }
  | { kind: 'stopped-itself' }
  | { kind: 'lets-nobody-in' }
  | { kind: 'not-signed'; count: number }
  | { kind: 'waits'; minutes: number };

/** The same as a sentence in English; `subject` is what of the platform it is about, where it is. */
export function whyOf(reason: AlertReason, subject: string | null): string {
  const it = subject ?? '';
  switch (reason.kind) {
    case 'keywords':
      return `the words ${reason.words.join(', ')}`;
    case 'pattern':
      return `the pattern ${reason.pattern}`;
    case 'sentiment':
      return `a sentiment of ${reason.score.toFixed(2)}`;
    case 'no-answer':
      return `${it} gave no answer ${reason.count} times in a row`;
    case 'failures':
      return `${reason.count} of the last ${reason.of} sends by ${it} failed`;
    case 'stopped-itself':
      return `${it} stopped itself`;
    case 'lets-nobody-in':
      return `${it} lets nobody in any more, so nobody can book: connect it again`;
    case 'not-signed':
      return `${reason.count} webhooks of ${it} were not signed as they must be`;
    case 'waits':
      return `${it} waits for ${reason.minutes} minutes`;
  }
}
