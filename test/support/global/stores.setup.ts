import { ensureMongo, ensurePostgres, ensureRedis } from './start';

export default async function setUp(): Promise<void> {
  await Promise.all([ensurePostgres(), ensureMongo(), ensureRedis()]);
}
