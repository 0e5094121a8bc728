import { z } from 'zod';
import { contactPage, contactView } from '../../api/routes/contacts/contacts.schema';
import type { ApiClient } from '../api/api-client';
import { phoneOf } from '../terminal/phone-argument';
import type { Contact } from './contacts.command';

/** How a contact is named on the command line. */
export const CONTACT_HELP = 'its phone, or its id';

/** By id or phone; throws what to do when nobody or several are meant. */
export async function findContact(api: ApiClient, wanted: string): Promise<Contact> {
  if (z.uuid().safeParse(wanted).success) {
    return api.get({ path: `/api/contacts/${wanted}`, schema: contactView });
  }
  const phone = phoneOf(wanted);
  const { items } = await api.get({ path: '/api/contacts', schema: contactPage, query: { phone } });
  const [first, ...others] = items;
  if (!first) throw new Error(`There is no contact with the number ${phone}. See: hilo contacts list`);
  if (others.length === 0) return first;
  const ids = items.map(({ id, name }) => `  ${id}  ${name ?? ''}`);
  throw new Error([`Several contacts have the number ${phone}; give the id of one:`, ...ids].join('\n'));
}
