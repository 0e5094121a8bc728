import type { ModelMessage } from '../../../domain/llm/message';
import { DEFAULT_MODELS, type ModelSetting } from '../../../domain/llm/model-setting';
import type { ModelRouter, ModelStepOutcome } from '../../../llm/router';
import { SHOP_TOOLS, type ShopToolRig } from './shop-tools';

export interface Talk {
  /** Writes a message as the person and gives back what the model says to it, and which tools ran. */
  say(text: string): Promise<{ reply: string; tools: string[]; outcome: ModelStepOutcome }>;
}

const MOST_STEPS = 10;

/** The agent's loop in small: steps and tools by turns until there is a text. */
export function createTalk(
  router: ModelRouter,
  shop: ShopToolRig,
  {
    models = DEFAULT_MODELS,
    textsOnly = false,
  }: { models?: readonly ModelSetting[]; textsOnly?: boolean } = {},
): Talk {
  let history: ModelMessage[] = [];
  const step = (messages: ModelMessage[]) =>
    router.takeStep({
      accountId: 'a',
      models,
      system: 'Sos Milo, vendedor de la tienda.',
      messages,
      tools: SHOP_TOOLS,
      deadlineAt: Date.now() + 15_000,
      maxOutputTokens: 500,
    });
  return {
    async say(text) {
      history.push({ role: 'contact', text });
      const tools: string[] = [];
      for (let steps = 0; steps < MOST_STEPS; steps += 1) {
        const outcome = await step(history);
        if (outcome.kind === 'unavailable') return { reply: '', tools, outcome };
        const { answer } = outcome;
        if (answer.kind === 'text') {
          history.push({ role: 'model', text: answer.text, toolCalls: [] });
          if (textsOnly)
            history = history.filter((message) => message.role !== 'tools').flatMap(withoutCalls);
          return { reply: answer.text, tools, outcome };
        }
        history.push({ role: 'model', text: answer.text, toolCalls: answer.toolCalls });
        history.push({ role: 'tools', results: answer.toolCalls.map((call) => shop.run(call)) });
        tools.push(...answer.toolCalls.map(({ name }) => name));
      }
      throw new Error(`No text after ${MOST_STEPS} steps: ${tools.join(', ')}`);
    },
  };
}

function withoutCalls(message: ModelMessage): ModelMessage[] {
  if (message.role !== 'model') return [message];
  return message.text === '' ? [] : [{ ...message, toolCalls: [] }];
}
