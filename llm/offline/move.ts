import { ranNow, type Conversation, type ToolRun } from './conversation';
import { snakeCase } from './results';

/** The next thing the offline model does: says something, or has tools run, with words that go before them. */
export type Move =
  { say: string } | { calls: { name: string; input: Record<string, unknown> }[]; say?: string };

/**
 * A call of a tool with those of the values that its schema names, spelt as it spells them; null where the tool is
 * not there.
 */
export function call(
  { tools }: Conversation,
  name: string,
  values: Record<string, unknown> = {},
): { name: string; input: Record<string, unknown> } | null {
  const tool = tools.get(name);
  if (!tool) return null;
  const fields = Object.keys(tool.inputSchema.properties ?? {});
  const input = Object.entries(values).flatMap(([key, value]) => {
    const field = [key, snakeCase(key)].find((spelt) => fields.includes(spelt));
    return field === undefined || value === undefined ? [] : [[field, value] as const];
  });
  return { name, input: Object.fromEntries(input) };
}

/** Has one tool run, then goes on with what it gave; without the tool it says `otherwise`. */
export function afterRunning(
  conversation: Conversation,
  { name, values, otherwise }: { name: string; values?: Record<string, unknown>; otherwise: string },
  goOn: (run: ToolRun) => Move,
): Move {
  const run = ranNow(conversation, name);
  if (run) return goOn(run);
  const wanted = call(conversation, name, values);
  return wanted ? { calls: [wanted] } : { say: otherwise };
}
