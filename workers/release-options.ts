import type { WorkerDeploymentOptions } from '@temporalio/worker';
import type { Env } from '../config/env';

/** The worker deployment whose versions are Hilo's releases. */
export const DEPLOYMENT = 'hilo';

/**
 * With a build id, workflows stay on the release that began their run; without one a worker takes whatever there is,
 * as `npm start` wants.
 */
export function releaseOptions({ HILO_BUILD_ID: buildId }: Pick<Env, 'HILO_BUILD_ID'>): {
  workerDeploymentOptions?: WorkerDeploymentOptions;
} {
  if (buildId === undefined) return {};
  return {
    workerDeploymentOptions: {
      version: { deploymentName: DEPLOYMENT, buildId },
      useWorkerVersioning: true,
      defaultVersioningBehavior: 'PINNED',
    },
  };
}
