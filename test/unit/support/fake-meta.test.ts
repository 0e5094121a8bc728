import { parseWhatsAppCloudAccountEvents } from '../../../channels/whatsapp-cloud/parse-account-events';
import { parseWhatsAppCloudInbound } from '../../../channels/whatsapp-cloud/parse-inbound';
import { parseWhatsAppCloudStatuses } from '../../../channels/whatsapp-cloud/parse-status';
import { verifyMetaSignature } from '../../../channels/whatsapp-cloud/verify-signature';
import { createWhatsAppCloudChannel } from '../../../channels/whatsapp-cloud/whatsapp-cloud-channel';
import { startFakeMeta } from '../../support/fake-meta/fake-meta';
import type { FakeMeta } from '../../support/fake-meta/fake-meta';
import { preferenceChange, templateChange } from '../../support/fake-meta/webhook-events';
import { outbound } from '../../support/outbound-message';
import { startWebhookReceiver } from '../../support/webhook-receiver';

let fake: FakeMeta;
let api: Awaited<ReturnType<typeof startWebhookReceiver>>;
let answer: () => number;

beforeEach(async () => {
  answer = () => 200;
  api = await startWebhookReceiver(() => answer());
  fake = await startFakeMeta({ script: { webhookUrl: `${api.url}/api/webhook/whatsapp-cloud` } });
});
afterEach(async () => {
  await fake.close();
  await api.close();
});

const bodies = () => api.received.map(({ rawBody }): unknown => JSON.parse(rawBody.toString()));

function reports() {
  const parsed = bodies().map((body) => parseWhatsAppCloudStatuses(body));
  return parsed.flatMap((one) => (one.ok ? one.reports : []));
}
function inbound() {
  const parsed = bodies().map((body) => parseWhatsAppCloudInbound(body, Date.now()));
  return parsed.flatMap((one) => (one.ok ? one.messages : []));
}
function verified(): boolean[] {
  return api.received.map(({ rawBody, headers }) => {
    const signature = String(headers['x-hub-signature-256']);
    return verifyMetaSignature({ appSecret: fake.appSecret, rawBody, signature });
  });
}

function channel() {
  const { phoneNumberId, accessToken, url: apiBaseUrl } = fake;
  return createWhatsAppCloudChannel({ phoneNumberId, accessToken, apiBaseUrl, apiVersion: 'v24.0' });
}
const send = (parts: Parameters<typeof outbound>[0] = {}) => channel().send(outbound(parts));

describe('the status webhooks of the fake Meta', () => {
  it('report every state, signed, with the attempt that travelled with the call', async () => {
    const outcome = await send();
    await fake.quiet();
    const { attemptId } = outbound();
    const providerId = outcome.kind === 'accepted' ? outcome.providerId : '';
    expect(reports()).toEqual(
      ['accepted', 'delivered', 'read'].map((status) => {
        return { channel: 'whatsapp-cloud', providerId, attemptId, status, code: null };
      }),
    );
    expect(verified()).not.toContain(false);
    expect(verified().length).toBeGreaterThan(0);
  });

  it('of a message whose answer was lost still name the attempt', async () => {
    fake.script({ next: [{ kind: 'accept-then-reset' }] });
    expect(await send()).toMatchObject({ kind: 'unknown' });
    await fake.quiet();
    expect(reports()[0]).toMatchObject({ attemptId: outbound().attemptId, status: 'accepted' });
  });

  it('may skip delivered when read comes', async () => {
    fake.script({ statuses: ['sent', 'read'] });
    await send();
    await fake.quiet();
    expect(reports().map(({ status }) => status)).toEqual(['accepted', 'read']);
  });

  it('come in the other order, twice, or not at all, on command', async () => {
    fake.script({ webhooks: { reorder: 1 } });
    await send();
    await fake.quiet();
    expect(reports().map(({ status }) => status)).toEqual(['read', 'delivered', 'accepted']);
    fake.script({ webhooks: { reorder: 0, duplicate: 1 }, statuses: ['read'] });
    await send();
    await fake.quiet();
    expect(reports().slice(3)).toMatchObject([{ status: 'read' }, { status: 'read' }]);
    fake.script({ webhooks: { lose: 1 } });
    await send();
    await fake.quiet();
    expect(reports()).toHaveLength(5);
    expect(fake.summary().webhooks.lost).toBe(1);
  });

  it('of a number that cannot be reached say so, with the code', async () => {
    fake.script({ undeliverable: { '+573001112233': 131026 } });
    await send();
    await fake.quiet();
    expect(reports()).toMatchObject([{ status: 'failed', code: '131026' }]);
  });

  it('are repeated until they are taken', async () => {
    const answers = [500, 503, 200];
    answer = () => answers.shift() ?? 200;
    fake.script({ statuses: ['read'] });
    await send();
    await fake.quiet();
    expect(reports().map(({ status }) => status)).toEqual(['read', 'read', 'read']);
    expect(fake.summary().webhooks).toEqual({ posted: 1, failed: 0, lost: 0 });
  });
});

describe('what people and Meta tell through the fake', () => {
  it('comes in one batch of several entries, and is read back to what was said', async () => {
    const ids = fake.write(
      { from: '+573001112233', body: 'Sí 👍' },
      { from: 'CO.1349abc', type: 'image', content: { id: 'f1', mime_type: 'image/jpeg', caption: 'Tarea' } },
    );
    fake.tell(
      templateChange({ name: 'bienvenida', language: 'es_CO', event: 'PAUSED' }),
      preferenceChange({ from: '+573001112233', value: 'stop' }, fake.business),
    );
    await fake.quiet();
    expect(inbound()).toMatchObject([
      { providerId: ids[0], from: '+573001112233', text: 'Sí 👍', to: fake.phoneNumberId },
      { providerId: ids[1], from: 'CO.1349abc', text: 'Tarea', media: [{ providerFileId: 'f1' }] },
    ]);
    const events = bodies().map((body) => parseWhatsAppCloudAccountEvents(body));
    expect(events.flatMap((one) => (one.ok ? one.events : []))).toMatchObject([
      { kind: 'template', status: 'paused' },
      { kind: 'marketing-preference', wanted: false },
    ]);
    expect(verified()).not.toContain(false);
  });
});

describe('a file and a tap through the fake Meta', () => {
  it('come as Meta tells of them, and the file can be fetched by its id', async () => {
    const bytes = Buffer.from([0xff, 0xd8, 0x00]);
    const file = { kind: 'document' as const, mimeType: 'application/pdf', base64: bytes.toString('base64') };
    fake.write(
      { from: 'CO.1349abc', file: { ...file, caption: 'Tarea', fileName: 'tarea.pdf' } },
      { from: '+573001112233', tap: { kind: 'button', id: 'si', title: 'Sí' } },
      { from: '+573001112233', tap: { kind: 'list', id: 'l1', title: 'Bogotá', description: 'Hoy' } },
    );
    await fake.quiet();
    const [document, button, list] = inbound();
    expect(document).toMatchObject({ from: 'CO.1349abc', text: 'Tarea', media: [{ fileName: 'tarea.pdf' }] });
    expect([button, list]).toMatchObject([
      { text: 'Sí', button: { id: 'si' } },
      { text: 'Bogotá', button: { id: 'l1' } },
    ]);
    expect(await channel().fetchFile?.(document!.media![0]!)).toEqual({
      ...{ kind: 'fetched', bytes, mimeType: 'application/pdf', fileName: 'tarea.pdf' },
    });
  });
});

describe('the misbehaviour of the fake Meta', () => {
  it('is the same for the same seed', async () => {
    const play = async (seed: number) => {
      fake.script({ seed, chances: [{ fault: { kind: 'fail-before' }, chance: 0.5 }], statuses: [] });
      const kinds: string[] = [];
      for (let sent = 0; sent < 20; sent += 1) kinds.push((await send()).kind);
      return kinds;
    };
    const first = await play(5);
    expect(new Set(first)).toEqual(new Set(['accepted', 'unknown']));
    expect(await play(5)).toEqual(first);
    expect(await play(6)).not.toEqual(first);
  });

  it('is forgotten on command, and so is the ledger', async () => {
    await send();
    fake.script({ next: [{ kind: 'fail-before' }], webhooks: { lose: 1 } });
    fake.clear();
    expect(fake.summary()).toMatchObject({ accepted: 0, recipients: 0, most: 0 });
    expect(await send()).toMatchObject({ kind: 'accepted' });
    await fake.quiet();
    expect(reports().at(-1)).toMatchObject({ status: 'read' });
  });
});

describe('the control of the fake Meta', () => {
  const control = (path: string, body?: object) =>
    fetch(`${fake.url}/__control/${path}`, {
      ...(body && {
        method: 'POST',
        body: JSON.stringify(body),
        headers: { 'content-type': 'application/json' },
      }),
    });

  it('lets another process script it, make people write, and read what it accepted', async () => {
    await control('script', { rejects: { '+573001112233': 131050 }, statuses: [] });
    expect(await send()).toMatchObject({ kind: 'rejected', optedOut: true });
    await send({ to: '+573009998877' });
    const { ids } = (await (await control('write', [{ from: '+573001112233', body: 'BAJA' }])).json()) as {
      ids: string[];
    };
    await control('quiet', {});
    expect(inbound()).toMatchObject([{ providerId: ids[0], text: 'BAJA' }]);
    expect(await (await control('ledger?to=%2B573009998877')).json()).toMatchObject({ total: 1 });
    expect(await (await control('summary')).json()).toMatchObject({ accepted: 1, most: 1 });
  });

  it('refuses a script it does not understand, by name, and changes nothing', async () => {
    const refused = await control('script', { next: [{ kind: 'explode' }], statuses: [] });
    expect(refused.status).toBe(400);
    expect(await refused.text()).toContain('next[0].kind');
    await send();
    await fake.quiet();
    expect(reports()).toHaveLength(3);
  });
});
