import type { WhyWords } from './why.messages';

type Say = (parts: readonly string[]) => string;

/** Reasons that name something: how the rules write them, and how they are said. */
function patternsOf(t: WhyWords): readonly (readonly [RegExp, Say])[] {
  return [
    [/^S(\d+)D(\d+) is undeliverable$/, ([session = '', day = '']) => t.undeliverable(session, day)],
    [/^(\d+) failed retries in a row$/, ([count = '']) => t.failedRetries(count)],
    [/^outside contact hours until (.+)$/, ([until = '']) => t.outsideHours(until)],
    [/^too late on (\S+): past (\S+)$/, ([date = '', time = '']) => t.tooLate(date, time)],
    [/^missed on (\S+), not made up$/, ([date = '']) => t.notMadeUp(date)],
    [
      /^missed on (\S+), (\S+) is no sending day$/,
      ([missed = '', date = '']) => t.noSendingDay(missed, date),
    ],
    [/^missed on (\S+), made up at (\S+)$/, ([missed = '', time = '']) => t.madeUp(missed, time)],
  ];
}

/** A reason of the rules in other words; what somebody wrote stays as it is. */
export function whyWords(t: WhyWords, reason: string): string {
  const known: Readonly<Record<string, string>> = t.whys;
  for (const [pattern, say] of patternsOf(t)) {
    const found = pattern.exec(reason);
    if (found) return say(found.slice(1));
  }
  return known[reason] ?? reason;
}
