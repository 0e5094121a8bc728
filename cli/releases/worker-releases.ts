import { isGrpcServiceError, type Client } from '@temporalio/client';
import { temporal } from '@temporalio/proto';
import { DEPLOYMENT } from '../../workers/release-options';

const { VersionDrainageStatus } = temporal.api.enums.v1;
/** NOT_FOUND and FAILED_PRECONDITION of gRPC (grpc.github.io/grpc/core/md_doc_statuscodes.html). */
const CODES = { notFound: 5, notReady: 9 };

/** A release whose workers have been seen. */
export interface WorkerRelease {
  buildId: string;
  /** `current` begins new work; `draining` still has workflows of its own; `drained` has none: its workers may go. */
  state: 'current' | 'draining' | 'drained' | 'waiting';
}

/** The releases of the workers, newest first; none where no worker has a build id. */
export async function listReleases(client: Client): Promise<WorkerRelease[]> {
  const info = await describe(client);
  const current = info?.routingConfig?.currentDeploymentVersion?.buildId;
  return (info?.versionSummaries ?? []).map((summary) => {
    const buildId = summary.deploymentVersion?.buildId ?? '';
    return { buildId, state: buildId === current ? 'current' : stateOf(summary.drainageInfo?.status) };
  });
}

/** Sends new work to a release. False where no worker of it polls every queue that the current one has. */
export async function promoteRelease(client: Client, buildId: string): Promise<boolean> {
  const { namespace } = client.options;
  try {
    await client.workflowService.setWorkerDeploymentCurrentVersion({
      namespace,
      deploymentName: DEPLOYMENT,
      buildId,
      identity: 'hilo releases promote',
    });
    return true;
  } catch (error) {
    if (hasCode(error, CODES.notFound) || hasCode(error, CODES.notReady)) return false;
    throw error;
  }
}

async function describe(client: Client) {
  const { namespace } = client.options;
  try {
    const answer = await client.workflowService.describeWorkerDeployment({
      namespace,
      deploymentName: DEPLOYMENT,
    });
    return answer.workerDeploymentInfo ?? null;
  } catch (error) {
    if (hasCode(error, CODES.notFound)) return null;
    throw error;
  }
}

function hasCode(error: unknown, code: number): boolean {
  return isGrpcServiceError(error) && error.code.valueOf() === code;
}

function stateOf(status: temporal.api.enums.v1.VersionDrainageStatus | null | undefined) {
  if (status === VersionDrainageStatus.VERSION_DRAINAGE_STATUS_DRAINING) return 'draining';
  return status === VersionDrainageStatus.VERSION_DRAINAGE_STATUS_DRAINED ? 'drained' : 'waiting';
}
