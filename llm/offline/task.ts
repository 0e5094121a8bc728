import type { Conversation } from './conversation';
import { call, type Move } from './move';

/** Gives a scenario its conversation back; a model has it only where a scenario's step handed over. */
const FINISH = 'finish_task';
export const HAND_OVER = 'handoff_to_person';

/** What a scenario gets to know of its task. */
export const RESULTS = {
  ordered: 'La persona hizo su pedido y tiene el enlace de pago.',
  nothingMore: 'La persona no quiere nada más.',
  wantsPerson: 'La persona pidió hablar con alguien.',
  cannot: 'El modelo sin conexión no puede con esta tarea.',
} as const;

/** Whether a scenario waits for what comes of the conversation. */
export function hasTask({ tools }: Conversation): boolean {
  return tools.has(FINISH);
}

/** Says the last words of a task, '' for none, and ends it; where there is no task they are words like any other. */
export function endTask(
  conversation: Conversation,
  { say, result }: { say: string; result: keyof typeof RESULTS },
): Move {
  const end = call(conversation, FINISH, { result: RESULTS[result] });
  return end ? { say, calls: [end] } : { say };
}

/** Whether there is nothing that this model could do for its task: all it knows is a shop. */
export function isBeyond(conversation: Conversation): boolean {
  const { tools } = conversation;
  return hasTask(conversation) && [...tools.keys()].every((name) => name === FINISH || name === HAND_OVER);
}
