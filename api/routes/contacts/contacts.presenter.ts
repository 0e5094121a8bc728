import type { ContactView } from '../../../db/repositories/contacts';

export function presentContact(contact: ContactView) {
  const { consentSource, consentAt } = contact;
  return {
    id: contact.id,
    phone: contact.phone,
    name: contact.name,
    language: contact.language,
    identities: contact.identities,
    tags: contact.tags,
    optedOutAt: contact.optedOutAt?.toISOString() ?? null,
    optOutSource: contact.optOutSource,
    consent: consentSource && consentAt ? { source: consentSource, at: consentAt.toISOString() } : null,
    lastInboundAt: contact.lastInboundAt?.toISOString() ?? null,
    createdAt: contact.createdAt.toISOString(),
  };
}
