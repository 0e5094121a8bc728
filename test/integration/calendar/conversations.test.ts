import { randomUUID } from 'node:crypto';
import { createAppointmentTools } from '../../../activities/agent/appointment-tools';
import { runTool, type ToolScope } from '../../../activities/agent/agent-tool';
import { createArrange } from '../../../activities/appointments/arrange-for-step';
import type { AppointmentsDeps } from '../../../activities/appointments/appointments-deps';
import { luxonZoneClock } from '../../../activities/zone-clock';
import type { Channel } from '../../../channels/channel';
import { SIMULATOR_CAPABILITIES } from '../../../channels/simulator/capabilities';
import { TWILIO_CAPABILITIES } from '../../../channels/twilio/capabilities';
import { createTurnDialogs } from '../../../db/repositories/turn-dialogs';
import type { AppointmentRequest } from '../../../domain/conversations/conversation';
import type { Capabilities } from '../../../domain/messaging/capabilities';
import { ALWAYS_OPEN, hourFromNow } from '../../support/calendar-weeks';
import { makeBot } from '../../support/conversations/make-bot';
import { createTestApi, PUBLIC_URL, type TestApi } from '../../support/test-api';

let api: TestApi;
let deps: AppointmentsDeps;
let botId: string;
let days = 0;
let people = 0;
const local = (at: number) => new Date(at).toISOString().slice(0, 16).replace('T', ' ');
const freshTime = () => {
  days += 1;
  return local(hourFromNow(24 * days));
};

beforeAll(async () => {
  api = await createTestApi();
  await api.deps.calendar.settings.put(api.account.id, { ...ALWAYS_OPEN, mostPerContact: 2 });
  botId = await makeBot(api);
  deps = {
    ...api.deps.calendar,
    dialogs: createTurnDialogs(api.database.dataSource),
    channels: channelWith(SIMULATOR_CAPABILITIES),
    library: api.deps.mediaLibrary,
    publicBaseUrl: PUBLIC_URL,
    zoneClock: luxonZoneClock,
  };
});
afterAll(() => api.close());

/** Nothing is sent here. */
function channelWith(capabilities: Capabilities): AppointmentsDeps['channels'] {
  const channel: Channel = {
    ...{ name: 'simulator', sender: 'none', messagesPerSecond: 1, windowApplies: false, capabilities },
    send: () => Promise.reject(new Error('nothing is to be sent')),
  };
  return { of: () => Promise.resolve(channel) };
}

/** A contact in a dialog of its own, and what its steps and its agent come to. */
async function talker() {
  people += 1;
  const phone = `+5730011100${String(10 + people)}`;
  const who = { accountId: api.account.id, channel: 'simulator' as const, address: phone, phone, name: null };
  const contactId = await api.deps.contacts.ensure(who);
  const place = { accountId: api.account.id, botId, platform: 'simulator' as const, chatId: phone };
  const dialogId = await api.deps.dialogs.ensure({ ...place, contactId, at: new Date() });
  const arrange = createArrange(deps, () => Promise.resolve(Date.now()));
  const scope = { accountId: api.account.id, contactId, dialogId, botId, turn: 1, said: '', told: '' };
  return {
    contactId,
    dialogId,
    step: (
      request: Partial<AppointmentRequest> & Pick<AppointmentRequest, 'do'>,
      key: string = randomUUID(),
    ) =>
      arrange({
        ...{ accountId: api.account.id, contactId, dialogId, idempotencyKey: key },
        request: { day: null, at: null, minutes: null, about: null, ...request },
      }),
    tool: (name: string, input: Record<string, unknown>, callKey: string = randomUUID()) =>
      runTool(createAppointmentTools(deps), { ...scope, callKey, now: Date.now() } satisfies ToolScope, {
        name,
        input,
      }),
    ahead: () =>
      api.deps.calendar.appointments.list({
        ...{ accountId: api.account.id, contactId, state: 'booked', from: Date.now(), limit: 10 },
      }),
  };
}

describe('a step', () => {
  test('that books twice under one key books once, and gives the same file', async () => {
    const ana = await talker();
    const at = freshTime();
    const [first, again] = [
      await ana.step({ do: 'book', at }, 'k1'),
      await ana.step({ do: 'book', at }, 'k1'),
    ];
    expect(first).toEqual(again);
    expect(first).toMatchObject({
      status: 200,
      body: { appointment: { at }, invitation: { media: expect.any(String) } },
    });
    expect(await ana.ahead()).toHaveLength(1);
    const [file] = await api.deps.mediaFiles.ofDialog(api.account.id, ana.dialogId);
    expect([file?.fileName, file?.mimeType]).toEqual(['cita.ics', 'text/calendar']);
  });

  test('that books what somebody else took is told so', async () => {
    const [ana, eva] = [await talker(), await talker()];
    const at = freshTime();
    await ana.step({ do: 'book', at });
    expect(await eva.step({ do: 'book', at })).toMatchObject({ status: 409, body: { reason: 'taken' } });
    expect(await eva.ahead()).toEqual([]);
  });

  test('that cancels twice under one key cancels the next appointment, and never the one after it', async () => {
    const ana = await talker();
    const [soon, late] = [freshTime(), freshTime()];
    await ana.step({ do: 'book', at: soon });
    await ana.step({ do: 'book', at: late });
    const cancelled = await ana.step({ do: 'cancel' }, 'c1');
    expect(cancelled).toMatchObject({ status: 200, body: { appointment: { at: soon, state: 'cancelled' } } });
    expect(await ana.step({ do: 'cancel' }, 'c1')).toEqual(cancelled);
    expect((await ana.ahead()).map(({ startsAt }) => local(startsAt))).toEqual([late]);
  });

  test('that moves leaves the old slot to others', async () => {
    const [ana, eva] = [await talker(), await talker()];
    const [from, to] = [freshTime(), freshTime()];
    await ana.step({ do: 'book', at: from });
    expect(await ana.step({ do: 'move', at: to })).toMatchObject({
      status: 200,
      body: { appointment: { at: to } },
    });
    expect(await eva.step({ do: 'book', at: from })).toMatchObject({ status: 200 });
    expect(await eva.step({ do: 'move', at: to })).toMatchObject({ status: 409 });
  });

  test('lists the day that was asked for', async () => {
    const ana = await talker();
    const day = freshTime().slice(0, 10);
    const listed = await ana.step({ do: 'list', day });
    expect(listed).toMatchObject({ status: 200, body: { count: 20 } });
    expect(JSON.stringify(listed)).toContain(`${day} 00:30`);
  });

  test.each([
    ['no time', { do: 'book', at: 'mañana' }, 422],
    ['a date there is not', { do: 'list', day: '2026-02-30' }, 422],
    ['no appointment', { do: 'cancel' }, 404],
  ] as const)('with %s is told so', async (_, request, status) => {
    expect(await (await talker()).step(request)).toMatchObject({ status });
  });

  test('books no more than a contact may have', async () => {
    const ana = await talker();
    for (const status of [200, 200, 429]) {
      expect(await ana.step({ do: 'book', at: freshTime() })).toMatchObject({ status });
    }
  });
});

describe('an agent', () => {
  test('books what it listed once under the key of its call, and sends the file with its answer', async () => {
    const ana = await talker();
    const { output } = await ana.tool('list_free_slots', { day: freshTime().slice(0, 10) });
    const [at] = (output['slots'] as string[]).slice(-1);
    const booked = await ana.tool('book_appointment', { at, about: 'dolor de muela' }, 'call-1');
    expect(booked).toMatchObject({
      isError: false,
      output: { at, state: 'booked' },
      attach: { media: expect.any(String) },
    });
    expect(await ana.tool('book_appointment', { at, about: 'dolor de muela' }, 'call-1')).toEqual(booked);
    expect(await ana.ahead()).toHaveLength(1);
  });

  test('neither sees, moves nor cancels the appointment of anybody else', async () => {
    const [ana, eva] = [await talker(), await talker()];
    const at = freshTime();
    const { output } = await ana.tool('book_appointment', { at });
    const id = String(output['appointment_id']);
    expect((await eva.tool('list_appointments', {})).output).toEqual({ appointments: [] });
    for (const [name, input] of [
      ['move_appointment', { appointment_id: id, at: freshTime() }],
      ['cancel_appointment', { appointment_id: id }],
    ] as const) {
      const refused = await eva.tool(name, input);
      expect([name, refused.isError, refused.output['error']]).toEqual([name, true, 'unknown_appointment']);
    }
    expect((await ana.ahead()).map(({ startsAt }) => local(startsAt))).toEqual([at]);
  });

  test('moves and cancels what the contact has', async () => {
    const ana = await talker();
    const id = String((await ana.tool('book_appointment', { at: freshTime() })).output['appointment_id']);
    const to = freshTime();
    const moved = await ana.tool('move_appointment', { appointment_id: id, at: to });
    expect(moved.output).toMatchObject({ at: to });
    expect((await ana.tool('cancel_appointment', { appointment_id: id })).output).toMatchObject({
      state: 'cancelled',
    });
    expect(await ana.ahead()).toEqual([]);
  });
});

test('a channel that shows no such files gets the address of one', async () => {
  const ana = await talker();
  deps = { ...deps, channels: channelWith(TWILIO_CAPABILITIES) };
  const booked = await (await talker()).step({ do: 'book', at: freshTime() });
  expect(booked).toMatchObject({
    body: { invitation: { url: expect.stringContaining(`${PUBLIC_URL}/api/calendar/`) } },
  });
  expect(await ana.ahead()).toEqual([]);
});
