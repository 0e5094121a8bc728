/** Everything a fake accepted, the oracle of "who got how many messages". */
export function createAcceptedMessages<Message extends { to: string }>() {
  const messages: Message[] = [];
  const byRecipient = new Map<string, Message[]>();
  return {
    add(message: Message): Message {
      messages.push(message);
      byRecipient.set(message.to, [...(byRecipient.get(message.to) ?? []), message]);
      return message;
    },
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
