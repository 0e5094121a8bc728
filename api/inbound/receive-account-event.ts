import type { AccountEvent } from '../../channels/whatsapp-cloud/parse-account-events';
import type { Logger } from '../../observability/logger';
import type { ApiDeps } from '../api-deps';
import { normalizePhone } from '../phone';
import { tellOptOut, type ConsentDeps } from './consent';

export type AccountEventDeps = ConsentDeps &
  Pick<ApiDeps, 'broadcasts' | 'broadcastStarter' | 'contacts' | 'inboundQueue' | 'now'> & { log: Logger };

type EventOf<K extends AccountEvent['kind']> = Extract<AccountEvent, { kind: K }>;

const channel = 'whatsapp-cloud';

/** What Meta tells of an account and its people besides messages and reports. */
export async function receiveAccountEvent(
  accountId: string,
  event: AccountEvent,
  deps: AccountEventDeps,
): Promise<void> {
  switch (event.kind) {
    case 'marketing-preference':
      return changePreference(accountId, event, deps);
    case 'number-changed':
      return moveContact(accountId, event, deps);
    case 'template-status':
      return heedTemplate(accountId, event, deps);
  }
}

/** Every further send would be refused: what goes out with the template stops until somebody looks. */
const SENDS_NO_MORE: ReadonlySet<string> = new Set(['paused', 'disabled', 'rejected', 'deleted']);

async function heedTemplate(
  accountId: string,
  { template, status, reason }: EventOf<'template-status'>,
  { log, broadcasts, broadcastStarter }: AccountEventDeps,
): Promise<void> {
  log.warn({ accountId, template, status, reason }, 'a template of WhatsApp changed');
  if (!SENDS_NO_MORE.has(status)) return;
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
