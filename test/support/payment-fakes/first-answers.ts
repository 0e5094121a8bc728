import type { Reply } from '../provider-faults';

/** What was answered under each idempotency key, and to what. */
export function createFirstAnswers() {
  const answers = new Map<string, { request: string; reply: Reply }>();
  return {
    of: (key: string) => answers.get(key),
    keep: (key: string, answer: { request: string; reply: Reply }) => {
      answers.set(key, answer);
    },
    clear: () => answers.clear(),
  };
}
export type FirstAnswers = ReturnType<typeof createFirstAnswers>;
