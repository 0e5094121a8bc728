import { createTimeSkippingEnvironment } from '../../support/time-skipping';

test('five days pass in an instant on the time-skipping server', async () => {
  const environment = await createTimeSkippingEnvironment();
  const before = await environment.currentTimeMs();
  await environment.sleep('5 days');
  expect((await environment.currentTimeMs()) - before).toBeGreaterThanOrEqual(5 * 86_400_000);
  await environment.teardown();
});
