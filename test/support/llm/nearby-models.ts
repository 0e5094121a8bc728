import type { ModelEndpoints } from '../../../domain/llm/ports';
import { startFakeModels } from '../fake-models/fake-models';
import { openVertexDoor, VERTEX_ENDPOINT } from '../fake-models/vertex-door';

export type NearbyModels = Awaited<ReturnType<typeof startNearbyModels>>;

/** The fake of every provider, and where this process finds them all: Vertex AI's is behind its door. */
export async function startNearbyModels() {
  const fake = await startFakeModels();
  const door = openVertexDoor(fake.endpoint('vertex'));
  const endpoints: ModelEndpoints = {
    vertex: VERTEX_ENDPOINT,
    gemini: fake.endpoint('gemini'),
    openai: fake.endpoint('openai'),
    anthropic: fake.endpoint('anthropic'),
    xai: fake.endpoint('xai'),
    ollama: fake.endpoint('ollama'),
    'lm-studio': fake.endpoint('lm-studio'),
  };
  return {
    fake,
    endpoints,
    async close(): Promise<void> {
      door.close();
      await fake.close();
    },
  };
}
