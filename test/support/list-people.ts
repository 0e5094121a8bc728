import type { DataSource } from 'typeorm';
import { createBroadcastRecipients } from '../../db/repositories/broadcast-recipients';
import { createBroadcasts } from '../../db/repositories/broadcasts';
import { createBulkContacts } from '../../db/repositories/bulk-contacts';
import type { Broadcast, BroadcastPlan } from '../../domain/broadcasts/broadcast';

const CHUNK = 1000;

/** The number of the nth person of a list. */
export function listedPhone(n: number): string {
  return `+57300${String(n).padStart(7, '0')}`;
}

/** A broadcast whose list of so many numbers is read: a draft, ready to start. */
export async function createListedBroadcast(
  db: DataSource,
  plan: BroadcastPlan,
  recipients: number,
): Promise<Broadcast> {
  const broadcasts = createBroadcasts(db);
  const created = await broadcasts.create(plan);
  if (!created) throw new Error(`There is a broadcast called ${plan.title}`);
  const of = { accountId: plan.accountId, broadcastId: created.id };
  for (let first = 1; first <= recipients; first += CHUNK) {
    await addChunk(db, { ...of, channel: plan.channel }, [first, Math.min(first + CHUNK - 1, recipients)]);
  }
  const draft = await broadcasts.finishImport(plan.accountId, created.id, {
    total: recipients,
    rejectedRows: 0,
  });
  if (!draft) throw new Error('The broadcast is no longer being imported');
  return draft;
}

async function addChunk(
  db: DataSource,
  { accountId, broadcastId, channel }: Pick<BroadcastPlan, 'accountId' | 'channel'> & { broadcastId: string },
  [first, last]: [number, number],
): Promise<void> {
  const ordinals = Array.from({ length: last - first + 1 }, (_, index) => first + index);
  const people = ordinals.map((n) => ({ address: listedPhone(n), phone: listedPhone(n), name: null }));
  const contacts = await createBulkContacts(db).ensureMany({ accountId, channel, people });
  await createBroadcastRecipients(db).addMany(
    { accountId, broadcastId },
    ordinals.map((ordinal) => ({
      ordinal,
      line: ordinal + 1,
      contactId: contacts.get(listedPhone(ordinal))?.contactId ?? '',
      variables: { nombre: `Persona ${ordinal}` },
    })),
  );
}
