import type { ModelEndpoints } from '../domain/llm/ports';
import type { Env } from './env';

/** Where language models are asked. */
export function modelEndpointsOf(env: Env): ModelEndpoints {
  return {
    vertex: env.VERTEX_API_ENDPOINT ?? null,
    ...(env.VERTEX_PROJECT !== undefined && {
      serverVertex: {
        project: env.VERTEX_PROJECT,
        location: env.VERTEX_LOCATION,
        keyFile: env.VERTEX_KEY_FILE ?? null,
      },
    }),
    gemini: addressOf(env.GEMINI_API_BASE_URL),
    openai: addressOf(env.OPENAI_API_BASE_URL),
    anthropic: addressOf(env.ANTHROPIC_API_BASE_URL),
    xai: addressOf(env.XAI_API_BASE_URL),
    ollama: withoutSlash(env.OLLAMA_BASE_URL),
    'lm-studio': withoutSlash(env.LM_STUDIO_BASE_URL),
  };
}

function addressOf(url: string | undefined): string | null {
  return url === undefined ? null : withoutSlash(url);
}

function withoutSlash(url: string): string {
  return url.replace(/\/+$/, '');
}
