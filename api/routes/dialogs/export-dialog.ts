import type { ListedDialog } from '../../../db/repositories/dialog-lists';
import type { TranscriptEntry } from '../../../db/transcripts/transcripts';
import { type Happened, recordHistory } from '../../../domain/conversations/record-history';
import type { ApiDeps } from '../../api-deps';
import { notFound, problem } from '../../problems';
import { readHistory } from './read-history';

const PAGE = 500;
const MOST_ENTRIES = 20_000;

type ExportDeps = Pick<ApiDeps, 'scenarios' | 'bots' | 'transcripts' | 'conversationPorts'>;

/** The newest conversation of a dialog as a golden conversation, played on the version that the dialog is on. */
export async function exportDialog(dialog: ListedDialog, deps: ExportDeps) {
  const { accountId, scenarioId, scenarioVersion } = dialog;
  if (scenarioId === null || scenarioVersion === null) {
    return problem('conflict', 'No scenario has answered in this dialog yet: there is nothing to record.');
  }
  const published = await deps.scenarios.version(accountId, scenarioId, scenarioVersion);
  const bot = await deps.bots.get(accountId, dialog.botId);
  if (!published || !bot) return notFound('scenario');
  const { scenario } = published;
  const entries = await entriesOf(dialog, deps);
  if (!entries) {
    return problem(
      'conflict',
      `The transcript has more than ${MOST_ENTRIES} entries: that is no test any more.`,
    );
  }
  const happened = readHistory(entries);
  const { session, day } = dayOf(dialog, happened);
  const recording = recordHistory(
    { scenario, ports: deps.conversationPorts },
    {
      description: `dialog ${dialog.id} as it took place`,
      happened,
      contact: { name: dialog.contactName, phone: dialog.contactPhone },
      context: { bot: bot.name, platform: dialog.platform, session, day },
    },
  );
  const { description, ...rest } = recording;
  return { kind: 'recorded' as const, recording: { description, scenario: { ...scenario }, ...rest } };
}

/** The day that the conversation plays: none when the person began it, though an earlier one may have played one. */
function dayOf({ origin }: ListedDialog, [first]: readonly Happened[]) {
  return first?.kind === 'started' && origin ? origin : { session: null, day: null };
}

/** The whole transcript; null for one that is too long. */
async function entriesOf(
  { id, accountId }: ListedDialog,
  { transcripts }: ExportDeps,
): Promise<TranscriptEntry[] | null> {
  const entries: TranscriptEntry[] = [];
  for (;;) {
    const after = entries.at(-1) ?? null;
    const page = await transcripts.list({ accountId, dialogId: id, after, limit: PAGE });
    entries.push(...page);
    if (page.length < PAGE) return entries;
    if (entries.length >= MOST_ENTRIES) return null;
  }
}
