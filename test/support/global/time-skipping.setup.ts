import { ensureBinary, ensureBundle, ensurePostgres } from './start';

export default async function setUp(): Promise<void> {
  await Promise.all([ensureBinary('temporal-test-server'), ensureBundle(), ensurePostgres()]);
}
