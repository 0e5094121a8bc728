import { TestWorkflowEnvironment } from '@temporalio/testing';
import { testSetting } from './test-servers';

/** Connections to the dev server that the whole Jest run shares; give task queues and workflow ids of your own. */
export function connectToTemporalDev(): Promise<TestWorkflowEnvironment> {
  return TestWorkflowEnvironment.createFromExistingServer({ address: testSetting('temporalAddress') });
}
