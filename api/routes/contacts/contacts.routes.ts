import { optContactOut } from '../../inbound/consent';
import { readPage } from '../../paging';
import { notFound } from '../../problems';
import { defineRoute, json, reply, type Route } from '../../route';
import { presentContact } from './contacts.presenter';
import {
  contactListQuery,
  contactPage,
  contactParams,
  contactView,
  erasedView,
  optInBody,
} from './contacts.schema';
import { eraseContact } from './erase-contact';

/** The people the account talks to, and whether they want to be. */
export const contactRoutes: readonly Route[] = [
  defineRoute({
    method: 'get',
    path: '/api/contacts',
    operationId: 'listContacts',
    summary: 'Contacts, oldest first; all, or those with a number or a tag',
    tag: 'Contacts',
    access: 'contacts:read',
    query: contactListQuery,
    response: { status: 200, description: 'A page', schema: contactPage },
    handler: async ({ accountId, query: { limit, cursor, phone, tag } }, { contacts }) =>
      reply(
        await readPage({
          limit,
          read: (count) => contacts.list({ accountId, phone, tag, limit: count, after: cursor ?? null }),
          cursorOf: (contact) => contact.id,
          present: presentContact,
        }),
      ),
  }),

  defineRoute({
    method: 'get',
    path: '/api/contacts/{id}',
    operationId: 'getContact',
    summary: 'One contact',
    tag: 'Contacts',
    access: 'contacts:read',
    params: contactParams,
    response: { status: 200, description: 'The contact', schema: contactView },
    handler: async ({ accountId, params }, { contacts }) => {
      const contact = await contacts.get(accountId, params.id);
      return contact ? reply(presentContact(contact)) : notFound('contact');
    },
  }),

  defineRoute({
    method: 'post',
    path: '/api/contacts/{id}/opt-out',
    operationId: 'optContactOut',
    summary: 'No further message to the contact, on any channel; running enrollments stop',
    tag: 'Contacts',
    access: 'contacts:write',
    params: contactParams,
    response: { status: 200, description: 'The contact', schema: contactView },
    handler: async ({ accountId, params }, deps) => {
      if (!(await deps.contacts.get(accountId, params.id))) return notFound('contact');
      const wish = { accountId, contactId: params.id, at: deps.now(), source: 'operator' };
      await optContactOut(wish, deps);
      const contact = await deps.contacts.get(accountId, params.id);
      return contact ? reply(presentContact(contact)) : notFound('contact');
    },
  }),

  defineRoute({
    method: 'post',
    path: '/api/contacts/{id}/opt-in',
    operationId: 'optContactIn',
    summary: 'Messages are wanted again; says where the consent came from. Stopped enrollments stay stopped',
    tag: 'Contacts',
    access: 'contacts:write',
    params: contactParams,
    body: json(optInBody),
    response: { status: 200, description: 'The contact', schema: contactView },
    handler: async ({ accountId, params, body }, { contacts, now }) => {
      await contacts.optIn(accountId, params.id, { source: body.source, at: new Date(now()) });
      const contact = await contacts.get(accountId, params.id);
      return contact ? reply(presentContact(contact)) : notFound('contact');
    },
  }),

  defineRoute({
    method: 'delete',
    path: '/api/contacts/{id}',
    operationId: 'eraseContact',
    summary:
      'Erases who the contact was and what it said, for ever; a keyed hash keeps the person suppressed',
    tag: 'Contacts',
    access: 'contacts:erase',
    params: contactParams,
    refusals: ['unavailable'],
    response: { status: 200, description: 'What there was', schema: erasedView },
    handler: async ({ accountId, params }, deps) => {
      const answer = await eraseContact({ accountId, contactId: params.id, at: deps.now() }, deps);
      return answer.kind === 'erased' ? reply(answer.counts) : answer;
    },
  }),
];
