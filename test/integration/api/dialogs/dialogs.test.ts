import { uuidv7 } from 'uuidv7';
import { createTalks, HANDED_OFF } from '../../../support/conversations/talks';
import { createTestApi, type TestApi } from '../../../support/test-api';

let api: TestApi;
let talks: ReturnType<typeof createTalks>;
beforeAll(async () => {
  api = await createTestApi();
  talks = createTalks(api);
});
afterAll(() => api.close());

const get = (path: string) => api.call('get', path);

describe('the dialogs of a bot', () => {
  interface Page {
    items: { id: string }[];
    nextCursor: string | null;
  }
  const list = async (path: string) => {
    const answer = await get(path);
    expect(answer.status).toBe(200);
    return answer.body as Page;
  };
  const idsOf = ({ items }: Page) => items.map(({ id }) => id);

  it('are listed with the newest interaction first, page by page, and those of no other bot', async () => {
    const botId = await talks.makeBot();
    await talks.talk(await talks.makeBot());
    const made: string[] = [];
    for (const minutesAgo of [30, 5, 5, 90, 0]) made.push((await talks.talk(botId, minutesAgo)).dialogId);
    const [a = '', b = '', c = '', d = '', e = ''] = made;
    const pages: string[] = [];
    let cursor: string | null = null;
    do {
      const page: Page = await list(
        `/api/bots/${botId}/dialogs?limit=2${cursor === null ? '' : `&cursor=${cursor}`}`,
      );
      pages.push(...idsOf(page));
      cursor = page.nextCursor;
    } while (cursor !== null);
    expect(pages[0]).toBe(e);
    expect(new Set(pages.slice(1, 3))).toEqual(new Set([b, c]));
    expect(pages.slice(3)).toEqual([a, d]);
  });

  it('are listed by platform, by either name of WhatsApp, and by who answers', async () => {
    const botId = await talks.makeBot();
    const [onPhone, onTwilio] = [await talks.talk(botId), await talks.talk(botId, 0, 'twilio')];
    await talks.turn(onTwilio.dialogId, { handoff: HANDED_OFF });
    const platform = (name: string) => list(`/api/bots/${botId}/platforms/${name}/dialogs`);
    expect(idsOf(await platform('twilio'))).toEqual([onTwilio.dialogId]);
    expect(idsOf(await platform('simulator'))).toEqual([onPhone.dialogId]);
    expect(idsOf(await platform('whatsapp'))).toEqual([]);
    expect(idsOf(await list(`/api/bots/${botId}/dialogs?handedOff=true`))).toEqual([onTwilio.dialogId]);
    expect(idsOf(await list(`/api/bots/${botId}/dialogs?handedOff=false`))).toEqual([onPhone.dialogId]);
  });

  it.each([
    ['dialogs?limit=0', 400],
    ['dialogs?limit=101', 400],
    ['dialogs?cursor=1', 400],
    ['dialogs?cursor=9_01900000', 400],
    ['dialogs?handedOff=maybe', 400],
    ['dialogs?state=x', 400],
    ['platforms/pigeon/dialogs', 400],
  ])('asked for as %s are refused', async (path, status) => {
    expect((await get(`/api/bots/${await talks.makeBot()}/${path}`)).status).toBe(status);
  });

  it('of a bot that is not there are not found', async () => {
    for (const path of ['dialogs', 'platforms/twilio/dialogs']) {
      expect((await get(`/api/bots/${api.account.id}/${path}`)).status).toBe(404);
    }
  });
});

describe('the inbox', () => {
  const idsAt = async (query: string) => {
    const answer = await get(`/api/dialogs?${query}`);
    expect(answer.status).toBe(200);
    return (answer.body as { items: { id: string }[] }).items.map(({ id }) => id);
  };

  it('has the dialogs of all bots, the newest interaction first', async () => {
    const earlier = await talks.talk(await talks.makeBot(), -60);
    const later = await talks.talk(await talks.makeBot(), -61);
    expect(await idsAt('limit=2')).toEqual([later.dialogId, earlier.dialogId]);
  });

  it('finds whom a dialog is with by digits of the phone or a part of the name', async () => {
    const { dialogId, name, phone } = await talks.talk(await talks.makeBot());
    expect(await idsAt(`search=${phone.slice(3)}`)).toEqual([dialogId]);
    expect(await idsAt(`search=${encodeURIComponent(name.toUpperCase())}`)).toContain(dialogId);
    expect(await idsAt('search=nobody%20is%20called%20so')).toEqual([]);
  });
});

describe('a dialog', () => {
  it('says where its workflow is, and one that is not there is not found', async () => {
    const { dialogId } = await talks.talk(await talks.makeBot());
    const id = `conversation:${dialogId}`;
    const { body } = await get(`/api/dialogs/${dialogId}/workflow`);
    expect(body).toEqual({ id, url: api.deps.workflowPage(id) });
    expect((await get(`/api/dialogs/${api.account.id}/workflow`)).status).toBe(404);
  });

  it('that has just begun says so', async () => {
    const { botId, contactId, dialogId, name, phone } = await talks.talk(await talks.makeBot());
    expect((await get(`/api/dialogs/${dialogId}`)).body).toMatchObject({
      id: dialogId,
      botId,
      platform: 'simulator',
      contact: { id: contactId, name, phone },
      ...{ status: 'new', step: null, waitingFor: null, scenario: null, handoff: null, turns: 0 },
      collectedData: {},
    });
  });

  it('says where it stands, what it knows and who has taken it over', async () => {
    const { dialogId } = await talks.talk(await talks.makeBot());
    const scenarioId = uuidv7();
    await talks.turn(dialogId, {
      scenarioId,
      scenarioVersion: 3,
      state: {
        ...{ status: 'running', at: 'ask-name', resume: null, language: 'es', variables: { name: 'Ana' } },
        waiting: { for: 'answer', id: null, tries: 0, next: null, timers: [] },
        ...{ sequence: 1, unanswered: 0, delayed: 0 },
      },
      handoff: { ...HANDED_OFF, until: Date.parse('2026-11-21T20:00:00Z'), reason: 'pide una persona' },
    });
    expect((await get(`/api/dialogs/${dialogId}`)).body).toMatchObject({
      ...{ status: 'running', step: 'ask-name', waitingFor: 'answer', language: 'es', turns: 1 },
      collectedData: { name: 'Ana' },
      scenario: { id: scenarioId, version: 3 },
      handoff: {
        by: 'operator',
        since: '2026-11-21T18:00:00.000Z',
        until: '2026-11-21T20:00:00.000Z',
        team: null,
        reason: 'pide una persona',
      },
    });
  });

  it('shows its transcript page by page, as it was said', async () => {
    const { contactId, dialogId } = await talks.talk(await talks.makeBot());
    const entry = { accountId: api.account.id, contactId, dialogId, at: Date.parse('2026-11-21T18:00:00Z') };
    const nasty = { text: '<script>alert(1)</script>', $where: 'x', 'a.b': 1 };
    await api.deps.transcripts.append([
      { ...entry, id: `${dialogId}:1:0`, turn: 1, position: 0, type: 'user', event: 'message', data: nasty },
      { ...entry, id: `${dialogId}:1:1`, turn: 1, position: 1, type: 'event', event: 'entered', data: {} },
      { ...entry, id: `${dialogId}:2:0`, turn: 2, position: 0, type: 'bot', event: 'message', data: {} },
    ]);
    const page = async (query: string) =>
      (await get(`/api/dialogs/${dialogId}/history?${query}`)).body as {
        items: { type: string; event: string; data: object }[];
        nextCursor: string;
      };
    const first = await page('limit=2');
    const second = await page(`limit=2&cursor=${first.nextCursor}`);
    expect([...first.items, ...second.items]).toMatchObject([
      { type: 'user', event: 'message', data: nasty, at: '2026-11-21T18:00:00.000Z', turn: 1 },
      { type: 'event', event: 'entered' },
      { type: 'bot', event: 'message' },
    ]);
    expect(second.nextCursor).toBeNull();
    expect((await get(`/api/dialogs/${dialogId}/history?cursor=x`)).status).toBe(400);
  });
});
