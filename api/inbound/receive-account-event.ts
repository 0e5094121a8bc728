import type { AccountEvent } from '../../channels/whatsapp-cloud/parse-account-events';
import { sendsNoMore } from '../../domain/templates/template';
import type { Logger } from '../../observability/logger';
import type { ApiDeps } from '../api-deps';
import { normalizePhone } from '../phone';
import { tellOptOut, type ConsentDeps } from './consent';

export type AccountEventDeps = ConsentDeps &
  Pick<
    ApiDeps,
    'broadcasts' | 'broadcastStarter' | 'contacts' | 'inboundQueue' | 'messageTemplates' | 'now'
  > & { log: Logger };

type EventOf<K extends AccountEvent['kind']> = Extract<AccountEvent, { kind: K }>;

const channel = 'whatsapp-cloud';

/** Whose webhook it came in by. */
export interface Told {
  accountId: string;
  botId: string;
}

/** What Meta tells of an account and its people besides messages and reports. */
export async function receiveAccountEvent(
  told: Told,
  event: AccountEvent,
  deps: AccountEventDeps,
): Promise<void> {
  const { accountId } = told;
  switch (event.kind) {
    case 'marketing-preference':
      return changePreference(accountId, event, deps);
    case 'number-changed':
      return moveContact(accountId, event, deps);
    case 'template':
      return heedTemplate(told, event, deps);
  }
}

/** Where every further send would be refused, what goes out with the template stops until somebody looks. */
async function heedTemplate(
  { accountId, botId }: Told,
  event: EventOf<'template'>,
  { log, broadcasts, broadcastStarter, messageTemplates, now }: AccountEventDeps,
): Promise<void> {
  const { owner, name, language, status, quality, reason } = event;
  const template = `${name}:${language}`;
  log.warn({ accountId, template, status, quality, reason }, 'a template of WhatsApp changed');
  const news = { owner, template, name, language, status, quality, reason, at: new Date(now()) };
  await messageTemplates.noteNews({ accountId, channel, botId }, news);
  if (status === null || !sendsNoMore(status)) return;
  const why = `WhatsApp says that the template is ${status}${reason === null ? '' : ` (${reason})`}.`;
  for (const broadcastId of await broadcasts.sending(accountId, { channel, template })) {
    // Away or not: the refusals themselves stop it as well.
    await broadcastStarter.update({ accountId, broadcastId }, { kind: 'pause', reason: why });
  }
}

/** Said in WhatsApp's own settings, so also by people who never wrote: their wish is kept for the day we would. */
async function changePreference(
  accountId: string,
  { from: address, wanted, at }: EventOf<'marketing-preference'>,
  deps: AccountEventDeps,
): Promise<void> {
  const phone = normalizePhone(address);
  const contactId = await deps.contacts.ensure({ accountId, channel, address, phone, name: null });
  const change = { accountId, contactId, at: new Date(at), source: 'whatsapp-cloud preferences' };
  if (wanted) {
    await deps.consent.optIn(change);
    return;
  }
  const news = await deps.consent.optOut(change);
  if (news) deps.inboundQueue.add(contactId, () => tellOptOut({ accountId, contactId, at }, deps));
}

async function moveContact(
  accountId: string,
  { providerId, from, to }: EventOf<'number-changed'>,
  deps: AccountEventDeps,
): Promise<void> {
  const numbers = { from: normalizePhone(from) ?? from, to: normalizePhone(to) ?? to };
  const at = new Date(deps.now());
  const outcome = await deps.contacts.moveAddress({ accountId, channel, providerId, at, ...numbers });
  if (outcome === 'taken') deps.log.warn({ accountId }, 'a changed number is another contact’s already');
}
