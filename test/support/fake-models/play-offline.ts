import type { ToolCall } from '../../../domain/llm/message';
import { createOfflineModel } from '../../../llm/offline';
import { promptOf, toolsOf } from '../../../llm/prompt';
import { readAnswer } from '../../../llm/read-answer';
import type { WireRequest } from './wire';

const brain = createOfflineModel('brain');

/** What the offline model would say, for a fake that has to keep up a whole conversation. */
export async function playOffline(request: WireRequest): Promise<{ text: string; calls: ToolCall[] }> {
  const { system, messages, tools } = request;
  const result = await brain.doGenerate({
    prompt: promptOf(system, messages),
    tools: toolsOf(
      tools.map(({ name, fields }) => ({
        name,
        description: '',
        inputSchema: { type: 'object', properties: Object.fromEntries(fields.map((field) => [field, {}])) },
      })),
    ),
  });
  const answer = readAnswer(result, new Set(tools.map(({ name }) => name)));
  if (answer.kind === 'unusable') throw new Error(`The offline model gave ${answer.failure}`);
  return { text: answer.text, calls: answer.kind === 'tool-calls' ? answer.toolCalls : [] };
}
