import { ensureBundle, ensurePostgres, ensureTemporal } from './start';

export default async function setUp(jest: { collectCoverage: boolean }): Promise<void> {
  await Promise.all([ensurePostgres(), ensureTemporal(), ensureBundle(jest)]);
}
