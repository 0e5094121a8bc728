import { notFound } from '../../problems';
import { defineRoute, reply, type Route } from '../../route';
import { presentContact } from './contacts.presenter';
import { contactTagParams, contactView } from './contacts.schema';

/** What contacts are marked with: the segments that lists and alert rules name. */
export const contactTagRoutes: readonly Route[] = [
  defineRoute({
    method: 'put',
    path: '/api/contacts/{id}/tags/{tag}',
    operationId: 'tagContact',
    summary: 'Marks a contact; again changes nothing',
    tag: 'Contacts',
    access: 'contacts:write',
    params: contactTagParams,
    response: { status: 200, description: 'The contact', schema: contactView },
    handler: async ({ accountId, params: { id, tag } }, { contacts, contactTags }) => {
      await contactTags.add({ accountId, contactId: id, tag });
      const contact = await contacts.get(accountId, id);
      return contact ? reply(presentContact(contact)) : notFound('contact');
    },
  }),

  defineRoute({
    method: 'delete',
    path: '/api/contacts/{id}/tags/{tag}',
    operationId: 'untagContact',
    summary: 'Takes a tag off a contact',
    tag: 'Contacts',
    access: 'contacts:write',
    params: contactTagParams,
    response: { status: 200, description: 'The contact', schema: contactView },
    handler: async ({ accountId, params: { id, tag } }, { contacts, contactTags }) => {
      const contact = (await contactTags.remove({ accountId, contactId: id, tag }))
        ? await contacts.get(accountId, id)
        : null;
      return contact ? reply(presentContact(contact)) : notFound('tag of the contact');
    },
  }),
];
