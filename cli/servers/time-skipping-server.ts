import { encodeSearchAttributeIndexedValueType } from '@temporalio/common/lib/search-attributes';
import { TestWorkflowEnvironment } from '@temporalio/testing';
import { SEARCH_ATTRIBUTES } from '../../workflows/search-attributes';

/** A Temporal whose clock jumps to the next timer, with Hilo's search attributes; `teardown()` ends it. */
export async function startTimeSkipping(binary: string): Promise<TestWorkflowEnvironment> {
  const environment = await TestWorkflowEnvironment.createTimeSkipping({
    server: { executable: { type: 'existing-path', path: binary } },
  });
  const searchAttributes = Object.fromEntries(
    Object.values(SEARCH_ATTRIBUTES).map((key) => [
      key.name,
      encodeSearchAttributeIndexedValueType(key.type) ?? 0,
    ]),
  );
  // An attribute the server does not know would wedge the first workflow task for ever.
  await environment.connection.operatorService.addSearchAttributes({
    namespace: 'default',
    searchAttributes,
  });
  return environment;
}
