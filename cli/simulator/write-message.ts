import { uuidv7 } from 'uuidv7';
import { writtenView } from '../../api/routes/simulator/simulator.schema';
import type { ApiClient } from '../api/api-client';

export interface WrittenMessage {
  phone: string;
  text?: string | undefined;
  /** The id of a button or of a row of a list. */
  choice?: string | undefined;
  /** Files of the bot, by their ids. */
  media?: readonly string[] | undefined;
  bot?: string | undefined;
  /** The name in the phone's profile. */
  name?: string | undefined;
}

/** The address of one phone's messages. */
export function messagesPath(phone: string): string {
  return `/api/simulator/${encodeURIComponent(phone)}/messages`;
}

/** Writes a message as a simulated phone. */
export async function writeMessage(api: ApiClient, { phone, ...said }: WrittenMessage): Promise<void> {
  const body = { ...said, id: uuidv7() };
  await api.post({ path: messagesPath(phone), schema: writtenView, body });
}
