import { Connection, ScheduleClient, ScheduleNotFoundError } from '@temporalio/client';
import { temporalConnection } from '../../config/temporal/connection';
import { ANALYTICS_SCHEDULE_ID } from '../../workflows/analytics/contract';
import { SWEEP_SCHEDULE_ID } from '../../workflows/sweeps/contract';
import { missingSearchAttributes } from '../prepare/register-search-attributes';
import { checkWorkers } from './check-workers';
import { failure, fine, reasonOf, warning, type Finding } from './finding';
import type { InUse } from './settings-in-use';

const CHECK = 'temporal';
const SCHEDULES = [SWEEP_SCHEDULE_ID, ANALYTICS_SCHEDULE_ID];
const CONNECT = '3 seconds';
const ANSWER_MS = 5000;

/** What the checks of one Temporal share. */
export interface TemporalUnderCheck {
  connection: Connection;
  namespace: string;
}

/** Whether Temporal answers with namespace, search attributes, workers and schedules. */
export async function checkTemporal({ env, embedded }: InUse): Promise<Finding[]> {
  const options = temporalConnection(env);
  const namespace = env.TEMPORAL_NAMESPACE;
  try {
    const connection = await Connection.connect({ ...options, connectTimeout: CONNECT });
    try {
      return await connection.withDeadline(Date.now() + ANSWER_MS, () => examine({ connection, namespace }));
    } finally {
      await connection.close();
    }
  } catch (error) {
    const remedy = embedded.temporal
      ? 'npm start; logs/temporal.log in the data folder says what ails it.'
      : 'Start it, and check TEMPORAL_ADDRESS, TEMPORAL_NAMESPACE and TEMPORAL_API_KEY.';
    return [failure(CHECK, { says: `${options.address}, ${namespace}: ${reasonOf(error)}`, remedy })];
  }
}

async function examine(temporal: TemporalUnderCheck): Promise<Finding[]> {
  const { connection, namespace } = temporal;
  const described = await connection.workflowService.describeNamespace({ namespace });
  const days = Number(described.config?.workflowExecutionRetentionTtl?.seconds ?? 0) / 86_400;
  const server = fine(CHECK, `namespace ${namespace}, closed workflows are kept ${days.toFixed(0)} days`);
  return [
    server,
    await searchAttributes(temporal),
    ...(await checkWorkers(temporal)),
    await schedules(temporal),
  ];
}

async function searchAttributes({ connection, namespace }: TemporalUnderCheck): Promise<Finding> {
  const check = 'search attributes';
  try {
    const missing = (await missingSearchAttributes(connection, namespace)).map(({ name }) => name);
    if (missing.length === 0) return fine(check, 'all registered');
    const remedy = 'npx hilo prepare; on Temporal Cloud make them in its own pages.';
    return failure(check, { says: `missing: ${missing.join(', ')}`, remedy });
  } catch (error) {
    const remedy = 'Temporal Cloud does not list them here: compare with docs/operations.md there.';
    return warning(check, { says: `cannot be listed: ${reasonOf(error)}`, remedy });
  }
}

/** Those that a worker makes when it starts. */
async function schedules({ connection, namespace }: TemporalUnderCheck): Promise<Finding> {
  const check = 'schedules';
  const client = new ScheduleClient({ connection, namespace });
  const states = await Promise.all(SCHEDULES.map((id) => stateOf(client, id)));
  const missing = SCHEDULES.filter((_, at) => states[at] === 'missing');
  if (missing.length > 0) {
    return failure(check, {
      says: `${missing.join(', ')} missing`,
      remedy: 'Start a worker: it makes them.',
    });
  }
  const paused = SCHEDULES.filter((_, at) => states[at] === 'paused');
  if (paused.length === 0) return fine(check, `${SCHEDULES.join(', ')} are there`);
  const says = `${paused.join(', ')} paused: what they do is not done`;
  return failure(check, {
    says,
    remedy: `temporal schedule toggle --unpause --schedule-id ${paused.join(' … ')}`,
  });
}

async function stateOf(client: ScheduleClient, id: string): Promise<'on' | 'paused' | 'missing'> {
  try {
    return (await client.getHandle(id).describe()).state.paused ? 'paused' : 'on';
  } catch (error) {
    if (error instanceof ScheduleNotFoundError) return 'missing';
    throw error;
  }
}
