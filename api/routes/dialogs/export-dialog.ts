import type { ListedDialog } from '../../../db/repositories/dialog-lists';
import type { TranscriptEntry } from '../../../db/transcripts/transcripts';
import { recordHistory } from '../../../domain/conversations/record-history';
import type { ApiDeps } from '../../api-deps';
import { notFound, problem } from '../../problems';
import { readHistory } from './read-history';

const PAGE = 500;
/** Entries of one dialog that are read: a conversation of years is no test. */
const MOST_ENTRIES = 20_000;

/** The newest conversation of a dialog as a golden conversation, played on the version that the dialog is on. */
export async function exportDialog(dialog: ListedDialog, deps: ApiDeps) {
  const { accountId, scenarioId, scenarioVersion } = dialog;
  if (scenarioId === null || scenarioVersion === null) {
    return problem('conflict', 'No scenario has answered in this dialog yet: there is nothing to record.');
  }
  const published = await deps.scenarios.version(accountId, scenarioId, scenarioVersion);
  const bot = await deps.bots.get(accountId, dialog.botId);
  if (!published || !bot) return notFound('scenario');
  const { scenario } = published;
  const { session = null, day = null } = dialog.origin ?? {};
  const recording = recordHistory(
    { scenario, ports: deps.conversationPorts },
    {
      description: `dialog ${dialog.id} as it took place`,
      happened: readHistory(await entriesOf(dialog, deps)),
      contact: { name: dialog.contactName, phone: dialog.contactPhone },
      context: { bot: bot.name, platform: dialog.platform, session, day },
    },
  );
  const { description, ...rest } = recording;
  return { kind: 'recorded' as const, recording: { description, scenario: { ...scenario }, ...rest } };
}

async function entriesOf(
  { id, accountId }: ListedDialog,
  { transcripts }: ApiDeps,
): Promise<TranscriptEntry[]> {
  const entries: TranscriptEntry[] = [];
  for (;;) {
    const after = entries.at(-1) ?? null;
    const page = await transcripts.list({ accountId, dialogId: id, after, limit: PAGE });
    entries.push(...page);
    if (page.length < PAGE || entries.length >= MOST_ENTRIES) return entries;
  }
}
