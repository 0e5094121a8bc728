import type { Command } from 'commander';
import type { z } from 'zod';
import { erasedView } from '../../api/routes/contacts/contacts.schema';
import { connectToApi } from '../api/connection';
import { askYes } from '../terminal/ask-yes';
import { count } from '../terminal/count';
import { printJson } from '../terminal/print-json';
import type { Contact } from './contacts.command';
import { CONTACT_HELP, findContact } from './find-contact';

interface EraseOptions {
  yes?: true;
  json?: true;
}

/** `hilo contacts erase`. */
export function registerErase(contacts: Command): void {
  contacts
    .command('erase')
    .description('Erase who a contact was and what it said, for ever; it will not be written to again')
    .argument('<contact>', CONTACT_HELP)
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
