import type { MessageContent } from '../../domain/messaging/content';
import type { TestApi } from './test-api';

interface Around {
  api: TestApi;
  botId: string;
}

/** Phones of the simulator: what is put on them, and what the API says is there. */
export function simulatedPhones(around: () => Around) {
  const contactOf = async (phone: string) => {
    const { api } = around();
    const accountId = api.account.id;
    const address = { accountId, channel: 'simulator' as const, address: phone, phone, name: null };
    return { accountId, contactId: await api.deps.contacts.ensure(address) };
  };
  return {
    contactOf,

    /** Once the youngest row counts as settled. */
    async read(phone: string, query: Record<string, string> = {}) {
      await new Promise((resolve) => setTimeout(resolve, 250));
      const path = `/api/simulator/${encodeURIComponent(phone)}/messages`;
      const { body } = await around()
        .api.call('get', path)
        .query({ wait: 0, ...query });
      return (body as { items: object[] }).items;
    },

    /** Puts a message on the phone as the dispatcher would. */
    async show(content: MessageContent, phone: string, idempotencyKey = `message:${phone}`) {
      const { api, botId } = around();
      const { sendLedger } = api.deps;
      const { accountId, contactId } = await contactOf(phone);
      const request = { accountId, contactId, channel: 'simulator' as const, content, botId };
      const { send } = await sendLedger.reserve({ ...request, idempotencyKey });
      const now = Date.now();
      await sendLedger.claim({ sendId: send.id, attemptId: send.id, now, checkAt: now + 1000 });
      const accepted = { state: 'accepted' as const, providerId: `simulated-${send.id}` };
      await sendLedger.settle({ sendId: send.id, attemptId: send.id }, accepted, { now, responseMs: 1 });
    },
  };
}
