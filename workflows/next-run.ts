import { makeContinueAsNewFunc, workflowInfo, type Workflow } from '@temporalio/workflow';

/**
 * Continues as new on the release that is current then. Within a run a versioned worker keeps a workflow on the release
 * it began with, so nothing changes under its feet.
 */
export function continueAsNewOnCurrentRelease<F extends Workflow>(...args: Parameters<F>): Promise<never> {
  return makeContinueAsNewFunc<F>({ initialVersioningBehavior: 'AUTO_UPGRADE' })(...args);
}

/** Whether a new run is advisable: the history grows long, or another release is current than the one of this run. */
export function newRunSuggested(): boolean {
  const { continueAsNewSuggested, targetWorkerDeploymentVersionChanged } = workflowInfo();
  return continueAsNewSuggested || targetWorkerDeploymentVersionChanged;
}
