import { postJson } from '../event-deliveries';
import type { FakeMeta } from '../fake-meta/fake-meta';
import { signAsMeta } from '../fake-meta/signature';
import { webhookBody } from '../fake-meta/webhook-body';
import { inboundChange } from '../fake-meta/webhook-events';
import type { FakeTelegram } from '../fake-telegram/fake-telegram';
import { messageUpdate } from '../fake-telegram/updates';

/** Somebody on a platform, as the provider's webhooks tell of them and its ledger remembers them. */
export interface EchoPerson {
  /** How the platform names them. */
  chat: string;
  /** One delivery of the n-th message; the same n is the same message. The answer's status, null for none. */
  deliver(n: number, text: string): Promise<number | null>;
  /** What the provider took for them, in order. */
  heard(): { text: string | null; acceptedAt: number }[];
  /** How much of it there is; cheap enough to be asked all the time. */
  answers(): number;
  /** Resolves with the next answer that the provider takes for them. */
  nextAnswer(): Promise<void>;
}

export function metaPerson(meta: FakeMeta, webhookUrl: string, index: number): EchoPerson {
  const phone = `+57310${String(index).padStart(7, '0')}`;
  return {
    chat: phone.slice(1),
    deliver: async (n, text) => {
      const change = inboundChange({ from: phone, body: text, id: `wamid.${index}.${n}` }, meta.business);
      const body = JSON.stringify(webhookBody('102290129340398', [change]));
      const headers = { 'x-hub-signature-256': signAsMeta(meta.appSecret, body) };
      return (await postJson(webhookUrl, body, headers))?.status ?? null;
    },
    heard: () => [...meta.ledger.to(phone), ...meta.ledger.to(phone.slice(1))],
    answers: () => meta.ledger.to(phone).length + meta.ledger.to(phone.slice(1)).length,
    nextAnswer: () => Promise.race([meta.ledger.nextTo(phone), meta.ledger.nextTo(phone.slice(1))]),
  };
}

export function telegramPerson(telegram: FakeTelegram, webhookUrl: string, index: number): EchoPerson {
  const from = { id: 700_000_000 + index, first_name: `Ana ${index}` };
  return {
    chat: String(from.id),
    deliver: async (n, text) => {
      const update = {
        update_id: index * 1000 + n,
        ...messageUpdate({ from, content: { text }, messageId: n }),
      };
      const headers = { 'x-telegram-bot-api-secret-token': telegram.secretToken };
      return (await postJson(webhookUrl, JSON.stringify(update), headers))?.status ?? null;
    },
    heard: () => [...telegram.ledger.to(String(from.id))],
    answers: () => telegram.ledger.to(String(from.id)).length,
    nextAnswer: () => telegram.ledger.nextTo(String(from.id)),
  };
}
