import { uuidv7 } from 'uuidv7';
import { writtenView } from '../../api/routes/simulator/simulator.schema';
import type { ApiClient } from '../api/api-client';

export interface WrittenMessage {
  phone: string;
  text: string;
}

/** The address of one phone's messages. */
export function messagesPath(phone: string): string {
  return `/api/simulator/${encodeURIComponent(phone)}/messages`;
}

/** Writes a message as a simulated phone. */
export async function writeMessage(api: ApiClient, { phone, text }: WrittenMessage): Promise<void> {
  const body = { text, id: uuidv7() };
  await api.post({ path: messagesPath(phone), schema: writtenView, body });
}
