import type { Rejected } from '../domain/messaging/outcome';

/** A message that a channel refuses itself, before any call; the detail says what to do and quotes no content. */
export function rejected(code: string, detail: string): Rejected {
  return { kind: 'rejected', code, detail, optedOut: false };
}
