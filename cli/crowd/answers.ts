import { setTimeout as sleep } from 'node:timers/promises';
import type { ApiClient } from '../api/api-client';
import { ApiUnreachable } from '../api/api-refusal';
import { writeMessage } from '../simulator/write-message';
import type { CrowdEvent } from './crowd-event';
import type { PlannedReply } from './reply-plan';

export interface AnswersInput {
  api: ApiClient;
  signal: AbortSignal;
  onEvent: (event: CrowdEvent) => void;
  /** An answer that the API refused. */
  onFailure: (error: unknown) => void;
}

const AGAIN_MS = 1000;

/** Writes planned answers when their time comes; an API that is away is waited for. */
export function createAnswers({ api, signal, onEvent, onFailure }: AnswersInput) {
  const write = async (phone: string, { at, text }: PlannedReply): Promise<void> => {
    await sleep(Math.max(0, at - Date.now()), undefined, { signal });
    try {
      await writeMessage(api, { phone, text });
    } catch (error) {
      if (!(error instanceof ApiUnreachable)) throw error;
      return write(phone, { at: Date.now() + AGAIN_MS, text });
    }
    onEvent({ kind: 'reply', at: new Date().toISOString(), phone, text });
  };
  return {
    later(phone: string, reply: PlannedReply): void {
      write(phone, reply).catch((error: unknown) => {
        if (!signal.aborted) onFailure(error);
      });
    },
  };
}
