import { ensureBinary, ensureBundle, ensurePostgres } from './start';

export default async function setUp(jest: { collectCoverage: boolean }): Promise<void> {
  await Promise.all([ensureBinary('temporal-test-server'), ensureBundle(jest), ensurePostgres()]);
}
