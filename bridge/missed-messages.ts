import type { WebClient, WebMessage } from './web-client';

const MOST_IN_A_CHAT = 50;
/** WhatsApp counts whole seconds; what is told twice has no second effect. */
const OVERLAP_MS = 60_000;

/** What people wrote while the bridge was away, oldest first: the page announces only what comes while it is open. */
export async function missedMessages(client: WebClient, seenUntil: number): Promise<WebMessage[]> {
  const since = (seenUntil - OVERLAP_MS) / 1000;
  const chats = (await client.getChats()).filter((chat) => !chat.isGroup && chat.timestamp >= since);
  const found: WebMessage[] = [];
  for (const chat of chats) {
    const messages = await chat.fetchMessages({ limit: MOST_IN_A_CHAT, fromMe: false });
    found.push(...messages.filter(({ timestamp, fromMe }) => !fromMe && timestamp >= since));
  }
  return found.toSorted((a, b) => a.timestamp - b.timestamp);
}
