import { ensureBundle, ensurePostgres, ensureTemporal } from './start';

export default async function setUp(): Promise<void> {
  await Promise.all([ensurePostgres(), ensureTemporal(), ensureBundle()]);
}
