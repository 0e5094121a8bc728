import { runFake } from '../run-fake';
import { applyModelScript } from './control-routes';
import { startFakeModels } from './fake-models';

const USAGE = `Gemini, OpenAI, Anthropic, xAI, Ollama and LM Studio on this machine; they sell milk as the offline model does.
  --port <n>        4040
  --script <json>   how to behave: {"always":{"gemini":{"kind":"hang"}},"next":{"openai":[{"kind":"too-many"}]}}
Kinds: play, text, calls, too-many, fail, hang, reset, invalid-json, empty, malformed-call, unknown-tool.
Any key will do. Vertex AI is spoken to over https only, so that it is faked within tests alone.
Drive it over HTTP: POST /__control/script, /reset; GET /__control/ledger?to=gemini, /summary.`;

runFake({
  usage: USAGE,
  port: 4040,
  options: [],
  start: async (_values, port) => {
    const fake = await startFakeModels(port);
    const lines = [
      `Fake language models on ${fake.url}; start Hilo with:`,
      `GEMINI_API_BASE_URL=${fake.endpoint('gemini')}`,
      `OPENAI_API_BASE_URL=${fake.endpoint('openai')}`,
      `ANTHROPIC_API_BASE_URL=${fake.endpoint('anthropic')}`,
      `XAI_API_BASE_URL=${fake.endpoint('xai')}`,
      `OLLAMA_BASE_URL=${fake.endpoint('ollama')}`,
      `LM_STUDIO_BASE_URL=${fake.endpoint('lm-studio')}`,
    ];
    return { lines, script: (part) => applyModelScript(fake, part), close: fake.close };
  },
});
