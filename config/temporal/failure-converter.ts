import { DefaultFailureConverter } from '@temporalio/common';

/** Puts failure messages and stack traces through the codec too; Temporal loads it by this file's path. */
export const failureConverter = new DefaultFailureConverter({ encodeCommonAttributes: true });
