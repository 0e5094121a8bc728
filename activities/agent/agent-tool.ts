import { z } from 'zod';
import type { ToolCall, ToolDeclaration } from '../../domain/llm/message';
import type { EpochMs } from '../../domain/time/moments';

/** For whom and in which turn a tool runs: what the server knows itself, and never what a model says. */
export interface ToolScope {
  accountId: string;
  contactId: string;
  dialogId: string;
  botId: string;
  /** The dialog's turn that the call belongs to. */
  turn: number;
  /** The same for every try of one call, and of no other call. */
  callKey: string;
  /** What the contact wrote in this turn, a line a message. */
  said: string;
  /** What the contact was told last before that; '' for nothing. */
  told: string;
  now: EpochMs;
}

export interface ToolOutcome {
  /** Refused: nothing became different, and the output says what to do about it. */
  isError: boolean;
  /** JSON for the model. What people wrote in it is data, whatever it says. */
  output: Readonly<Record<string, unknown>>;
  /** Set when a person is to take the conversation over, once the model's answer has been said. */
  handOff?: { reason: string };
  /** A file that goes out with the model's answer, or the address of one. */
  attach?: { media: string } | { url: string };
}

/** Something a model may ask for. A call that is repeated under its key has one effect. */
export interface AgentTool {
  declaration: ToolDeclaration;
  /** Only bots and steps that name it have it. */
  onlyByName?: boolean;
  /** Checks what the model gave, then does it. Throws only for what a later try may mend. */
  run(scope: ToolScope, input: unknown): Promise<ToolOutcome>;
}

/** A tool whose arguments are checked, and declared to models, by one schema. */
export function defineTool<Input extends z.ZodObject>({
  name,
  description,
  input,
  run,
}: {
  name: string;
  description: string;
  input: Input;
  run(scope: ToolScope, given: z.output<Input>): Promise<ToolOutcome>;
}): AgentTool {
  const inputSchema = z.toJSONSchema(input, { io: 'input' });
  // Names the dialect alone, and not every provider takes it.
  delete inputSchema.$schema;
  return {
    declaration: { name, description, inputSchema },
    async run(scope, given) {
      const checked = input.safeParse(given);
      return checked.success
        ? run(scope, checked.data)
        : refuse('wrong_arguments', z.prettifyError(checked.error));
    },
  };
}

/** Runs the tool that a model named; one that is not there is refused like wrong arguments. */
export async function runTool(
  tools: readonly AgentTool[],
  scope: ToolScope,
  { name, input }: Pick<ToolCall, 'name' | 'input'>,
): Promise<ToolOutcome> {
  const tool = tools.find(({ declaration }) => declaration.name === name);
  if (tool) return tool.run(scope, input);
  const known = tools.map(({ declaration }) => declaration.name).join(', ');
  return refuse('unknown_tool', `There is no such tool. There are: ${known}.`);
}

/**
 * A refusal: a code, and what the model is to do about it. A `message` among the rest is for the person, in Spanish.
 */
export function refuse(error: string, toDo: string, more: Record<string, unknown> = {}): ToolOutcome {
  return { isError: true, output: { error, to_do: toDo, ...more } };
}

export function succeed(output: Record<string, unknown>): ToolOutcome {
  return { isError: false, output };
}
