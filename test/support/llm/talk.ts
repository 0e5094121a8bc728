import { FINISH_TASK } from '../../../activities/agent/finish-task';
import type { ModelMessage, ToolDeclaration } from '../../../domain/llm/message';
import { DEFAULT_MODELS, type ModelSetting } from '../../../domain/llm/model-setting';
import type { ModelRouter, ModelStepOutcome } from '../../../llm/router';
import { SHOP_TOOLS, type ShopToolRig } from './shop-tools';

export interface Talk {
  /**
   * Writes a message as the person and gives back what the model says to it, and which tools ran; `result` is what a
   * scenario gets to know once the model has finished its task.
   */
  say(text: string): Promise<{ reply: string; tools: string[]; outcome: ModelStepOutcome; result?: unknown }>;
}

const MOST_STEPS = 10;

/** The agent's loop in small: steps and tools by turns until there is a text. */
export function createTalk(
  router: ModelRouter,
  shop: ShopToolRig,
  {
    models = DEFAULT_MODELS,
    textsOnly = false,
    declared = SHOP_TOOLS,
  }: { models?: readonly ModelSetting[]; textsOnly?: boolean; declared?: readonly ToolDeclaration[] } = {},
): Talk {
  let history: ModelMessage[] = [];
  const step = (messages: ModelMessage[]) =>
    router.takeStep({
      accountId: 'a',
      models,
      system: 'Sos Milo, vendedor de la tienda.',
      messages,
      tools: declared,
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
        const done = answer.toolCalls.find(({ name }) => name === FINISH_TASK);
        if (done) return { reply: answer.text, tools, outcome, result: done.input['result'] };
      }
      throw new Error(`No text after ${MOST_STEPS} steps: ${tools.join(', ')}`);
    },
  };
}

function withoutCalls(message: ModelMessage): ModelMessage[] {
  if (message.role !== 'model') return [message];
  return message.text === '' ? [] : [{ ...message, toolCalls: [] }];
}
