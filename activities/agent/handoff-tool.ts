import { z } from 'zod';
import { defineTool, type AgentTool } from './agent-tool';

const MAX_REASON = 300;
const NO_REASON = 'The agent handed over';

/** Hands the conversation to a person; the turn that asked for it ends with what the model says to it. */
export const handoffToPerson: AgentTool = defineTool({
  name: 'handoff_to_person',
  description:
    'Hands the conversation to a person of the team: when asked for one, or when nothing else helps.',
  input: z.strictObject({ reason: z.string().trim().max(MAX_REASON).default(NO_REASON) }),
  run: (_scope, { reason }) =>
    Promise.resolve({ isError: false, output: { status: 'handed_over' }, handOff: { reason } }),
});
