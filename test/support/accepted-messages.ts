/** Everything a fake accepted, the oracle of "who got how many messages". */
export function createAcceptedMessages<Message extends { to: string }>() {
  const messages: Message[] = [];
  const byRecipient = new Map<string, Message[]>();
  const awaited = new Map<string, () => void>();
  return {
    add(message: Message): Message {
      messages.push(message);
      byRecipient.set(message.to, [...(byRecipient.get(message.to) ?? []), message]);
      awaited.get(message.to)?.();
      awaited.delete(message.to);
      return message;
    },
    /** Resolves with the next message to this address, for one who waits. */
    nextTo: (address: string) => new Promise<void>((resolve) => awaited.set(address, resolve)),
    all: (): readonly Message[] => messages,
    to: (address: string): readonly Message[] => byRecipient.get(address) ?? [],
    /** `most`: the largest number of messages that one recipient has. */
    summary() {
      const counts = [...byRecipient.values()].map((list) => list.length);
      const most = counts.reduce((max, count) => Math.max(max, count), 0);
      return { accepted: messages.length, recipients: counts.length, most };
    },
    clear(): void {
      messages.length = 0;
      byRecipient.clear();
    },
  };
}
