import { z } from 'zod';
import {
  defineTool,
  refuse,
  succeed,
  type AgentTool,
  type ToolScope,
} from '../../../activities/agent/agent-tool';

/** A tool that ran, with the scope that it ran in. */
export interface Ran {
  name: string;
  input: unknown;
  scope: ToolScope;
}

/** Tools that only write down that they ran. */
export function createCountingTools() {
  const ran: Ran[] = [];
  const failures: Error[] = [];
  const note = (name: string, scope: ToolScope, input: unknown) => {
    ran.push({ name, input, scope });
    const failure = failures.shift();
    if (failure) throw failure;
  };
  const tools: AgentTool[] = [
    defineTool({
      name: 'find',
      description: 'Finds',
      input: z.strictObject({ word: z.string().max(20) }),
      run(scope, input) {
        note('find', scope, input);
        return Promise.resolve(
          input.word === 'nada' ? refuse('nothing', 'Nothing.') : succeed({ found: input.word }),
        );
      },
    }),
    defineTool({
      name: 'call_person',
      description: 'Calls somebody',
      input: z.strictObject({}),
      run(scope, input) {
        note('call_person', scope, input);
        return Promise.resolve({ ...succeed({ called: true }), handOff: { reason: 'pidió una persona' } });
      },
    }),
  ];
  return { tools, ran, failures };
}
