import type { ModelSetting } from '../../domain/llm/model-setting';
import type { ModelEndpoints } from '../../domain/llm/ports';
import { checkKeyedAccess } from './keyed';
import { checkLocalAccess } from './local';
import type { ModelAccess } from './model-access';
import { checkVertexAccess } from './vertex';

/** Whether a provider takes the key and has the model, asked without a token spent; null for the offline model. */
export function checkModelAccess(
  setting: ModelSetting,
  endpoints: ModelEndpoints,
): Promise<ModelAccess | null> {
  switch (setting.provider) {
    case 'vertex':
      return checkVertexAccess(setting, endpoints);
    case 'gemini':
    case 'openai':
    case 'anthropic':
    case 'xai':
      return checkKeyedAccess(setting, endpoints);
    case 'ollama':
    case 'lm-studio':
      return checkLocalAccess(setting, endpoints);
    case 'offline':
      return Promise.resolve(null);
  }
}
