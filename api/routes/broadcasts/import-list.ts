import { usualContactHours, type Broadcast, type BroadcastPlan } from '../../../domain/broadcasts/broadcast';
import { isAddressedByPhone } from '../../../domain/messaging/channel-name';
import type { NewRecipient } from '../../../db/repositories/broadcast-recipients';
import type { ApiDeps } from '../../api-deps';
import { problem, type Problem } from '../../problems';
import type { BroadcastFields } from './broadcasts.schema';
import type { OpenList } from './open-list';
import { rejection, sortRows, type SortedRows } from './sort-rows';
import { createSurvey, type Survey } from './survey';

export interface Imported {
  kind: 'imported';
  broadcast: Broadcast;
  survey: Survey;
}

/** The share of refusals among the last 200 sends that pauses a broadcast. */
const FAILURE_LIMIT = 0.5;

/** Makes a broadcast of a list, as a draft. A list that turns out unreadable half-way leaves nothing behind. */
export async function importList(
  accountId: string,
  { list, fields }: { list: OpenList; fields: BroadcastFields },
  deps: ApiDeps,
): Promise<Imported | Problem> {
  const plan = planOf(accountId, { list, fields }, deps);
  const broadcast = await deps.broadcasts.create(plan);
  if (!broadcast) {
    const message = `There is a broadcast "${fields.title}" already: choose another title.`;
    return problem('conflict', `${message} Nothing was changed.`);
  }
  try {
    const survey = await importRows(broadcast, list, deps);
    const { accepted: total, rejected: rejectedRows } = survey.totals();
    const draft = await deps.broadcasts.finishImport(accountId, broadcast.id, { total, rejectedRows });
    if (!draft) throw new Error('A broadcast vanished while its list was read');
    return { kind: 'imported', broadcast: draft, survey };
  } catch (error) {
    await deps.broadcasts.discard(accountId, broadcast.id);
    throw error;
  }
}

/** After so many parts of 1,000 rows the tables are no longer what Postgres takes them for. */
const GROWN = new Set([1, 10]);
/** So many parts are on their way at once: while one is read, another's people are looked up, a third is written. */
const AT_ONCE = 3;

async function importRows(broadcast: Broadcast, list: OpenList, deps: ApiDeps): Promise<Survey> {
  const { ratePerSecond, category } = broadcast;
  const survey = createSurvey(list, { ratePerSecond, category, prices: deps.broadcastSettings.prices });
  const write = createWriter(broadcast, survey, deps);
  const underWay: Promise<void>[] = [];
  let parts = 0;
  for await (const rows of sortRows(broadcast.accountId, list, deps)) {
    if (GROWN.has(parts)) {
      await Promise.all(underWay);
      await deps.listStatistics.refresh();
    }
    parts += 1;
    const written = write(rows, underWay.at(-1));
    // Awaited below; a failure must not go by unhandled until then.
    written.catch(() => undefined);
    underWay.push(written);
    if (underWay.length === AT_ONCE) await underWay.shift();
  }
  await Promise.all(underWay);
  return survey;
}

/** Writes part after part, with ordinals that have no gap. */
function createWriter({ accountId, id: broadcastId, channel }: Broadcast, survey: Survey, deps: ApiDeps) {
  const lines = new Map<string, number>();
  return async (rows: SortedRows, before: Promise<void> | undefined): Promise<void> => {
    const rejected = [...rows.rejected];
    const recipients: NewRecipient[] = [];
    const contacts = await deps.bulkContacts.ensureMany({
      accountId,
      channel,
      people: rows.accepted.map(({ address, name }) => ({
        address,
        phone: isAddressedByPhone(channel) ? address : null,
        name,
      })),
    });
    await before;
    for (const row of rows.accepted) {
      const contact = contacts.get(row.address);
      const before = contact && lines.get(contact.contactId);
      if (!contact) rejected.push(rejection(row, 'bad-address', 'nobody can be reached at this address'));
      else if (contact.optedOut)
        rejected.push(rejection(row, 'opted-out', 'the contact wants no more messages'));
      else if (before !== undefined)
        rejected.push(rejection(row, 'duplicate', `the same contact as line ${before}`));
      else {
        lines.set(contact.contactId, row.line);
        const { contactId } = contact;
        recipients.push({ ordinal: lines.size, line: row.line, contactId, variables: row.variables });
        survey.accept(row);
      }
    }
    for (const row of rejected) survey.reject(row);
    const of = { accountId, broadcastId };
    if (recipients.length > 0) await deps.broadcastRecipients.addMany(of, recipients);
    if (rejected.length > 0) {
      await deps.broadcastRecipients.rejectMany(
        of,
        rejected.map(({ line, written: phone, reason, detail }) => ({ line, phone, reason, detail })),
      );
    }
  };
}

function planOf(
  accountId: string,
  { list, fields }: { list: OpenList; fields: BroadcastFields },
  { broadcastSettings }: ApiDeps,
): BroadcastPlan {
  const { sender, content, language } = list;
  const { title, category, contactHours, capMessages, capDays, ratePerSecond } = fields;
  const { contactPolicy } = list.settings;
  const { batchSize, lanes, intervalMs } = broadcastSettings;
  return {
    accountId,
    title,
    channel: sender.channel,
    botId: sender.botId,
    content,
    language,
    category,
    contactHours: contactHours ?? contactPolicy.contactHours ?? usualContactHours(sender.channel),
    frequencyCap:
      capMessages === undefined ? contactPolicy.frequencyCap : { messages: capMessages, days: capDays ?? 1 },
    ratePerSecond: ratePerSecond ?? (intervalMs > 0 ? 1000 / intervalMs : null),
    batchSize,
    lanes,
    failureLimit: FAILURE_LIMIT,
  };
}
