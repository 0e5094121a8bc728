import type { Command } from 'commander';
import type { z } from 'zod';
import type { contactView } from '../../api/routes/contacts/contacts.schema';
import { contactPage } from '../../api/routes/contacts/contacts.schema';
import { connectToApi } from '../api/connection';
import { readSome } from '../api/read-pages';
import { wholeNumber } from '../programs/read-simulation';
import { phoneOf } from '../terminal/phone-argument';
import { printJson } from '../terminal/print-json';
import { stylesFor, type Styles } from '../terminal/styles';
import { table } from '../terminal/table';
import { timeText } from '../terminal/times';
import { registerErase } from './erase.command';
import { registerTags } from './tag.command';

export type Contact = z.output<typeof contactView>;

interface ListOptions {
  phone?: string;
  tag?: string;
  limit: number;
  json?: true;
}

/** `hilo contacts list|tag|untag|erase`. */
export function registerContacts(program: Command): void {
  const contacts = program.command('contacts').description('The people the account talks to');
  contacts
    .command('list')
    .description('Contacts, oldest first')
    .option('--phone <phone>', 'only whoever has this number')
    .option('--tag <tag>', 'only those marked with it')
    .option('--limit <n>', 'how many to show', wholeNumber(1, 100_000), 50)
    .option('--json', 'print JSON')
    .addHelpText('after', '\nExample:\n  $ hilo contacts list --phone +573001112233')
    .action(list);
  registerTags(contacts);
  registerErase(contacts);
}

async function list({ phone, tag, limit, json }: ListOptions): Promise<void> {
  const query = { phone: phone === undefined ? undefined : phoneOf(phone), tag };
  const listing = { path: '/api/contacts', schema: contactPage, query };
  const { items, more } = await readSome(connectToApi(), listing, limit);
  if (json) return printJson(items);
  if (items.length === 0) return console.log('There are no such contacts.');
  const styles = stylesFor();
  console.log(contactsTable(items, styles));
  if (more) console.log(styles.dim('\nThere are more: see --limit'));
}

function contactsTable(contacts: readonly Contact[], styles: Styles): string {
  const titles = ['phone', 'name', 'channels', 'tags', 'last message', 'messages', 'id'];
  const columns = titles.map((title) => ({ title }));
  const rows = contacts.map((contact) => [
    contact.phone ?? '',
    contact.name ?? '',
    contact.identities.map(({ channel }) => channel).join(', '),
    contact.tags.join(', '),
    timeText(contact.lastInboundAt),
    contact.optedOutAt === null ? 'wanted' : styles.yellow('opted out'),
    styles.dim(contact.id),
  ]);
  return table(columns, rows, styles);
}
