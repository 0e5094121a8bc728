import { createSecretBox } from '../../../db/secrets/secret-box';
import { openAnswerCache } from '../../../llm/answer-cache/open-answer-cache';
import type { AgentSettings } from '../../../workers/compose-agents';
import { createOfflineRouter } from '../llm/offline-router';
import { TEST_SECRET_KEY } from '../test-api';

/** What agents under test answer with: the offline model and no tools, unless told otherwise. */
export function agentSettings(change: Partial<AgentSettings> = {}): AgentSettings {
  return {
    router: createOfflineRouter(),
    answers: openAnswerCache(undefined),
    tools: [],
    publicBaseUrl: 'https://hilo.example',
    secretBox: createSecretBox({ current: TEST_SECRET_KEY, earlier: [] }),
    ...change,
  };
}
