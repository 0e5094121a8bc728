import { createLanguageModelRouter } from '../../../llm/language-models';
import { NO_MODELS } from './no-models';

/** A router whose only reachable model is the offline one. */
export function createOfflineRouter() {
  return createLanguageModelRouter({ endpoints: NO_MODELS, now: () => Date.now() });
}
