import type { Env } from '../../config/env';
import { readEnv } from '../../config/env';
import { conversationWorkflowId } from '../../workflows/conversations/contract';
import { enrollmentWorkflowId } from '../../workflows/programs/contract';

/** The Temporal Web UI that `hilo start` runs; undefined for a Temporal of one's own or a port of chance. */
function temporalUiUrl(env: Env = readEnv()): string | undefined {
  if (env.TEMPORAL_ADDRESS !== undefined || env.HILO_TEMPORAL_UI_PORT === 0) return undefined;
  return `http://127.0.0.1:${env.HILO_TEMPORAL_UI_PORT}/namespaces/${env.TEMPORAL_NAMESPACE}/workflows`;
}

/** The page of one enrollment's workflow, or its id to look for. */
export function enrollmentPlace(enrollmentId: string, env?: Env): string {
  return workflowPlace(enrollmentWorkflowId(enrollmentId), env);
}

/** The page of one conversation's workflow, or its id to look for. */
export function conversationPlace(dialogId: string, env?: Env): string {
  return workflowPlace(conversationWorkflowId(dialogId), env);
}

function workflowPlace(id: string, env?: Env): string {
  const base = temporalUiUrl(env);
  return base === undefined ? id : `${base}/${encodeURIComponent(id)}`;
}

/** The page that lists the workflows of one program, or the query to list them by. */
export function programPlace(programId: string, env?: Env): string {
  const query = `HiloProgram="${programId}"`;
  const base = temporalUiUrl(env);
  return base === undefined ? query : `${base}?query=${encodeURIComponent(query)}`;
}
