import { z } from 'zod';
import { defineTool, succeed } from './agent-tool';

/** The name of the tool by which an agent gives a scenario its conversation back. */
export const FINISH_TASK = 'finish_task';

/** What a scenario's step gets: the scenario goes on with it. */
export const finishTask = defineTool({
  name: FINISH_TASK,
  description:
    'Termina tu tarea en esta conversación, cuando está cumplida o la persona ya no quiere seguir. result dice en una frase qué se averiguó o se hizo.',
  input: z.strictObject({ result: z.string().max(1000) }),
  run: (_scope, { result }) => Promise.resolve(succeed({ result })),
});
