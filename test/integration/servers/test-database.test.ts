import { createTestDatabase } from '../../support/test-database';
import { connectToTemporalDev } from '../../support/temporal-dev';

test('a test database has every table, is empty and belongs to one test alone', async () => {
  const [first, second] = [await createTestDatabase(), await createTestDatabase()];
  await first.dataSource.query(`INSERT INTO account (id, name) VALUES (gen_random_uuid(), 'One')`);
  expect(await first.dataSource.query('SELECT name FROM account')).toEqual([{ name: 'One' }]);
  expect(await second.dataSource.query('SELECT name FROM account')).toEqual([]);
  expect(await second.dataSource.showMigrations()).toBe(false);
  await Promise.all([first.drop(), second.drop()]);
});

test('the dev server knows the search attributes of Hilo', async () => {
  const environment = await connectToTemporalDev();
  const { customAttributes } = await environment.connection.operatorService.listSearchAttributes({
    namespace: 'default',
  });
  expect(Object.keys(customAttributes)).toEqual(
    expect.arrayContaining(['HiloAccount', 'HiloNextEvaluation']),
  );
  await environment.teardown();
});
