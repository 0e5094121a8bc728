import type { Logger } from '../../observability/logger';

/** Stored messages that need nothing more, on their way to being marked so; the sweep takes up what is not. */
export interface HandledMarks {
  add(messageId: string): void;
  /** Resolves when every mark is written, or has been left to the sweep. */
  idle(): Promise<void>;
}

export interface HandledMarksParts {
  mark(messageIds: readonly string[]): Promise<void>;
  logger: Logger;
}

/** Marks that come together are written together: a rush must not cost a statement for each message. */
const EVERY_MS = 100;

export function createHandledMarks({ mark, logger }: HandledMarksParts): HandledMarks {
  let waiting: string[] = [];
  let writing: Promise<void> | null = null;

  const write = async (): Promise<void> => {
    while (waiting.length > 0) {
      await new Promise((wake) => setTimeout(wake, EVERY_MS));
      const ids = waiting;
      waiting = [];
      await mark(ids).catch((err: unknown) => {
        logger.error({ err }, 'messages could not be marked as handled; the sweep handles them once more');
      });
    }
    writing = null;
  };

  return {
    add(messageId) {
      waiting.push(messageId);
      writing ??= write();
    },
    idle: () => writing ?? Promise.resolve(),
  };
}
