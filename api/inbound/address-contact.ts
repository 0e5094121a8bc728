import { isAddressedByPhone, type ChannelName } from '../../domain/messaging/channel-name';
import type { ApiDeps } from '../api-deps';
import { notFound, problem, type Problem } from '../problems';

/** Whom a request means: a contact by id, or anybody by number. */
export type Who = { contactId: string } | { phone: string; name?: string | undefined };

export interface Addressed {
  kind: 'contact';
  contactId: string;
}

/** The contact with an address on the channel: a number makes a contact when there is none yet. */
export async function addressContact(
  { accountId, channel, who }: { accountId: string; channel: ChannelName; who: Who },
  deps: Pick<ApiDeps, 'contacts' | 'availableChannels'>,
): Promise<Addressed | Problem> {
  if (!deps.availableChannels.includes(channel)) {
    const ready = deps.availableChannels.join(', ');
    return problem('conflict', `The channel ${channel} is not set up; these are: ${ready}.`);
  }
  if ('phone' in who) {
    if (!isAddressedByPhone(channel)) return notByPhone(channel);
    const { phone, name = null } = who;
    const contactId = await deps.contacts.ensure({ accountId, channel, address: phone, phone, name });
    return { kind: 'contact', contactId };
  }
  const contact = await deps.contacts.get(accountId, who.contactId);
  if (!contact) return notFound('contact');
  if (contact.identities.some((identity) => identity.channel === channel)) {
    return { kind: 'contact', contactId: contact.id };
  }
  const { phone, name } = contact;
  if (phone === null || !isAddressedByPhone(channel)) {
    return problem('conflict', `The contact has no address on the channel ${channel}.`);
  }
  const contactId = await deps.contacts.ensure({ accountId, channel, address: phone, phone, name });
  return { kind: 'contact', contactId };
}

function notByPhone(channel: ChannelName): Problem {
  const detail = `Nobody can be reached by number on ${channel}: name a contact who has written there, by contactId.`;
  return problem('conflict', detail);
}
