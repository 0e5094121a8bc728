import { ensureBinary } from './start';

export default async function setUp(): Promise<void> {
  await ensureBinary('temporal');
}
