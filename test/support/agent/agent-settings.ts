import { createSecretBox } from '../../../db/secrets/secret-box';
import { ANSWERS_KEPT_MS } from '../../../llm/answer-cache/answer-cache';
import { createMemoryAnswerCache } from '../../../llm/answer-cache/memory-answer-cache';
import type { AgentSettings } from '../../../workers/compose-agents';
import { createOfflineRouter } from '../llm/offline-router';
import { TEST_SECRET_KEY } from '../test-api';

/** What agents under test answer with: the offline model and no tools, unless told otherwise. */
export function agentSettings(change: Partial<AgentSettings> = {}): AgentSettings {
  return {
    router: createOfflineRouter(),
    answers: createMemoryAnswerCache({ keepMs: ANSWERS_KEPT_MS }),
    tools: [],
    publicBaseUrl: 'https://hilo.example',
    secretBox: createSecretBox({ current: TEST_SECRET_KEY, earlier: [] }),
    ...change,
  };
}
