import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { startTimeSkipping } from '../../cli/servers/time-skipping-server';
import { testSetting } from './test-servers';

/** A time-skipping Temporal of the test file's own: its clock is global, so files must not share one. */
export function createTimeSkippingEnvironment(): Promise<TestWorkflowEnvironment> {
  return startTimeSkipping(testSetting('testServerBinary'));
}
