import { uuidv7 } from 'uuidv7';
import { createAgentTurns } from '../../../db/repositories/agent-turns';
import { createBroadcastRecipients } from '../../../db/repositories/broadcast-recipients';
import { createBroadcasts } from '../../../db/repositories/broadcasts';
import { NO_TOKENS } from '../../../domain/llm/usage';
import { smallBroadcast } from '../broadcast-plan';
import type { TestApi } from '../test-api';
import { hourFromNow } from '../calendar-weeks';
import { makeProduct } from '../shop/catalogue';
import { programBody } from '../test-api';

/** One person, and every trace that Hilo can keep of somebody. */
export interface Person {
  contactId: string;
  dialogId: string;
  enrollmentId: string;
  /** What must be nowhere once the person is erased: the number's digits, the name, words, ids that hold them. */
  words: string[];
}

interface Details {
  phone: string;
  name: string;
  secret: string;
}

/** Writes the person through the repositories and routes, as webhooks, turns and callers would. */
export async function personWithEverything(api: TestApi, details: Details): Promise<Person> {
  const { phone, name, secret } = details;
  const digits = phone.slice(1);
  const [userId, wamid] = [`CO.${digits.split('').reverse().join('')}`, wamidOf(digits)];
  const { contactId, botId, dialogId } = await whoTalks(api, details, userId);
  await messageFrom(api, { contactId, botId, dialogId }, { providerId: wamid, text: secret });
  await sendsTo(api, { contactId, botId }, details);
  await transcriptOf(api, { contactId, dialogId }, details);
  await api.deps.mediaLibrary.add({
    ...{ id: uuidv7(), accountId: api.account.id, botId, dialogId },
    ...{ kind: 'document', fileName: `${name}.txt`, mimeType: 'text/plain', bytes: Buffer.from(secret) },
  });
  await orderOf(api, contactId, details);
  await appointmentOf(api, contactId, details);
  await listed(api, contactId, details);
  await agentTurnOf(api, { botId, dialogId }, details);
  const enrollmentId = await enroll(api, contactId);
  return { contactId, dialogId, enrollmentId, words: [digits, digits.slice(2), name, secret, userId, wamid] };
}

/** On the list of a broadcast, and once more in a row that was refused. */
async function listed(api: TestApi, contactId: string, { phone, name }: Details): Promise<void> {
  const accountId = api.account.id;
  const db = api.database.dataSource;
  const broadcast = await createBroadcasts(db).create(smallBroadcast(accountId, { title: contactId }));
  const of = { accountId, broadcastId: broadcast?.id ?? '' };
  const recipients = createBroadcastRecipients(db);
  await recipients.addMany(of, [{ ordinal: 1, line: 2, contactId, variables: { nombre: name } }]);
  const written = { line: 3, phone: phone.slice(3), reason: 'duplicate', detail: 'is in the list twice' };
  await recipients.rejectMany(of, [written]);
}

/** WhatsApp's message ids have the number in them, in base64. */
function wamidOf(digits: string): string {
  return `wamid.${Buffer.from(digits).toString('base64')}`;
}

async function whoTalks(api: TestApi, { phone, name, secret }: Details, userId: string) {
  const accountId = api.account.id;
  const db = api.database.dataSource;
  const person = { accountId, phone, name };
  const contactId = await api.deps.contacts.ensure({
    ...{ ...person, channel: 'whatsapp-cloud', address: phone, userId },
  });
  await api.deps.contacts.ensure({ ...person, channel: 'simulator', address: phone });
  await api.deps.contactTags.add({ accountId, contactId, tag: `amiga de ${name}` });
  await api.deps.consent.optIn({ accountId, contactId, at: new Date(), source: `form of ${name}` });
  const botId = uuidv7();
  await db.query('INSERT INTO bot_instance (id, account_id, name) VALUES ($1, $2, $3)', [
    botId,
    accountId,
    botId,
  ]);
  const dialogId = await api.deps.dialogs.ensure({
    ...{ accountId, botId, platform: 'whatsapp-cloud', chatId: phone, contactId, at: new Date() },
  });
  await db.query(
    `UPDATE bot_dialog_state SET collected_data = $2, state = $2, pending = $2, handoff = $2, last_event = 'm',
            last_album_id = $3 WHERE id = $1`,
    [dialogId, JSON.stringify({ name, answer: { deep: [secret, phone] } }), phone],
  );
  return { contactId, botId, dialogId };
}

async function messageFrom(
  api: TestApi,
  whose: { contactId: string; botId: string; dialogId: string },
  { providerId, text }: { providerId: string; text: string },
): Promise<void> {
  await api.deps.inboundMessages.store({
    ...{ ...whose, accountId: api.account.id, channel: 'whatsapp-cloud', providerId, text },
    ...{ button: { id: text }, receivedAt: new Date() },
  });
}

/** One that went out, one that waits and one that is under way. */
async function sendsTo(
  api: TestApi,
  whose: { contactId: string; botId: string },
  { phone, name, secret }: Details,
): Promise<void> {
  const db = api.database.dataSource;
  for (const state of ['accepted', 'reserved', 'dispatching']) {
    const { send } = await api.deps.sendLedger.reserve({
      ...{ ...whose, accountId: api.account.id, channel: 'whatsapp-cloud' },
      idempotencyKey: `message:${state}-${phone.slice(1)}`,
      content: { kind: 'text', text: `Hola ${name}: ${secret}` },
    });
    await db.query(
      `UPDATE send SET state = $2, provider_id = $3, result_detail = $4, attempt_id = $1, next_check_at = now()
        WHERE id = $1`,
      [send.id, state, `${wamidOf(phone.slice(1))}:${state}`, `The provider on ${phone}`],
    );
  }
}

/** A turn of an agent that was told a secret, had a tool look it up, and told it on. */
async function agentTurnOf(
  api: TestApi,
  { botId, dialogId }: { botId: string; dialogId: string },
  { name, secret }: Details,
): Promise<void> {
  const turns = createAgentTurns(api.database.dataSource);
  const place = { accountId: api.account.id, dialogId, turnKey: 'turn-1' };
  await turns.open(place, { botId, openedTurn: 1, at: new Date() });
  const toolCalls = [{ id: 'call-1', name: 'create_user', input: { name } }];
  await turns.keepStep(place, {
    ...{
      step: 1,
      answer: { kind: 'tool-calls', text: secret, toolCalls },
      provider: 'offline',
      model: 'm',
    },
    ...{ ms: 1, tokens: NO_TOKENS, costMicros: 0, fromCache: false },
    usage: { stepKey: 'turn-1:1', attempts: [] },
  });
  await turns.keepOutcome(place, 1, {
    outcome: { isError: false, output: { name, secret } },
    at: new Date(),
  });
}

/** One that is ahead; keys of callers can be anything. */
async function appointmentOf(api: TestApi, contactId: string, { phone, secret }: Details): Promise<void> {
  const startsAt = hourFromNow(Number(phone.slice(-2)));
  await api.deps.calendar.appointments.book({
    ...{ accountId: api.account.id, contactId, idempotencyKey: `api:${phone.slice(1)}`, note: secret },
    ...{ startsAt, endsAt: startsAt + 60_000, takenUntil: startsAt + 60_000, most: null, now: Date.now() },
  });
}

/** A user of the shop who has bought something; keys of callers can be anything. */
async function orderOf(api: TestApi, contactId: string, { phone, name, secret }: Details): Promise<void> {
  const accountId = api.account.id;
  const { carts, orders, shopUsers } = api.deps;
  const user = await shopUsers.ensureForContact(accountId, contactId, {
    name,
    email: `${secret}@example.com`,
  });
  const userId = user?.id ?? 0;
  await carts.addItem({ accountId, userId, productId: await makeProduct(api), quantity: 1 });
  const placed = await orders.checkout({ accountId, userId, idempotencyKey: phone.slice(1), at: new Date() });
  if (placed.kind !== 'placed') throw new Error(placed.kind);
  const orderId = placed.order.id;
  await orders.record({ accountId, orderId, event: 'cancelled', reason: `${name} called`, at: new Date() });
}

async function transcriptOf(
  api: TestApi,
  { contactId, dialogId }: { contactId: string; dialogId: string },
  { name, secret }: Details,
): Promise<void> {
  const entry = { accountId: api.account.id, contactId, dialogId, event: 'message', turn: 1, at: 0 };
  await api.deps.transcripts.append([
    { ...entry, id: `${dialogId}:1:0`, position: 0, type: 'user', data: { text: secret } },
    { ...entry, id: `${dialogId}:1:1`, position: 1, type: 'bot', data: { text: `Hola ${name}` } },
  ]);
}

async function enroll(api: TestApi, contactId: string): Promise<string> {
  const made = await api.call('post', '/api/programs').send(programBody({ name: contactId }));
  const { id } = made.body as { id: string };
  const enrolled = await api
    .call('post', `/api/programs/${id}/enrollments`)
    .send({ contactId, channel: 'simulator' });
  const { items } = enrolled.body as { items: { enrollmentId: string }[] };
  return items[0]?.enrollmentId ?? '';
}
