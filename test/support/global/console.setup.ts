import { ensureConsole } from './start';

export default async function setUp(): Promise<void> {
  await ensureConsole();
}
