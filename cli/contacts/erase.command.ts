import type { Command } from 'commander';
import { z } from 'zod';
import { contactPage, contactView, erasedView } from '../../api/routes/contacts/contacts.schema';
import type { ApiClient } from '../api/api-client';
import { connectToApi } from '../api/connection';
import { askYes } from '../terminal/ask-yes';
import { count } from '../terminal/count';
import { phoneOf } from '../terminal/phone-argument';
import { printJson } from '../terminal/print-json';
import type { Contact } from './contacts.command';

interface EraseOptions {
  yes?: true;
  json?: true;
}

/** `hilo contacts erase`. */
export function registerErase(contacts: Command): void {
  contacts
    .command('erase')
    .description('Erase who a contact was and what it said, for ever; it will not be written to again')
    .argument('<contact>', 'its phone, or its id')
    .option('--yes', 'do not ask')
    .option('--json', 'print JSON')
    .addHelpText('after', '\nExample:\n  $ hilo contacts erase +573001112233')
    .action(erase);
}

async function erase(wanted: string, options: EraseOptions): Promise<void> {
  const api = connectToApi();
  const contact = await findContact(api, wanted);
  if (!options.yes && !(await askYes(question(contact)))) return console.log('Nothing was erased.');
  const erased = await api.deleteTelling({ path: `/api/contacts/${contact.id}`, schema: erasedView });
  if (options.json) return printJson(erased);
  console.log(erasedText(erased));
}

function question({ phone, name, id }: Contact): string {
  const who = [name, phone].filter(Boolean).join(', ') || id;
  return `Erase ${who}, with every message, conversation and file? It cannot be undone.`;
}

/** What an erasure came to, in one line. */
function erasedText(erased: z.output<typeof erasedView>): string {
  const { dialogs, messages, sends, transcriptEntries, files } = erased;
  const parts = [
    count(dialogs, 'conversation'),
    count(messages, 'message received', 'messages received'),
    count(sends, 'message sent', 'messages sent'),
    count(transcriptEntries, 'transcript line'),
    count(files, 'file'),
  ];
  return `Erased: ${parts.join(', ')}.`;
}

async function findContact(api: ApiClient, wanted: string): Promise<Contact> {
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
