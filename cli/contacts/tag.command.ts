import type { Command } from 'commander';
import { contactView } from '../../api/routes/contacts/contacts.schema';
import { connectToApi } from '../api/connection';
import type { Contact } from './contacts.command';
import { CONTACT_HELP, findContact } from './find-contact';

const TAG_HELP = 'such as vip';

/** `hilo contacts tag|untag`. */
export function registerTags(contacts: Command): void {
  contacts
    .command('tag')
    .description('Mark a contact; lists and alert rules can be narrowed to a tag')
    .argument('<contact>', CONTACT_HELP)
    .argument('<tag>', TAG_HELP)
    .addHelpText('after', '\nExample:\n  $ hilo contacts tag +573001112233 vip')
    .action(async (wanted: string, tag: string) => {
      const api = connectToApi();
      const path = tagPath(await findContact(api, wanted), tag);
      tell(await api.put({ path, schema: contactView }));
    });
  contacts
    .command('untag')
    .description('Take a tag off a contact')
    .argument('<contact>', CONTACT_HELP)
    .argument('<tag>', TAG_HELP)
    .action(async (wanted: string, tag: string) => {
      const api = connectToApi();
      const path = tagPath(await findContact(api, wanted), tag);
      tell(await api.deleteTelling({ path, schema: contactView }));
    });
}

function tagPath({ id }: Contact, tag: string): string {
  return `/api/contacts/${id}/tags/${encodeURIComponent(tag)}`;
}

function tell({ id, name, phone, tags }: Contact): void {
  console.log(`${name ?? phone ?? id}: ${tags.length === 0 ? 'no tags' : tags.join(', ')}`);
}
