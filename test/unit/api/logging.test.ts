import request from 'supertest';
import { createApp } from '../../../api/app';
import { maskPhone } from '../../../observability/logger';
import { frameworkDeps, recordingLogger } from '../../support/framework-deps';

describe('the log', () => {
  it('never holds a secret, a phone or a text, however deep it lies', () => {
    const { logger, lines } = recordingLogger();
    logger.info(
      {
        headers: { 'X-API-Key': 'canary-1', Authorization: 'canary-2', 'x-bp-secret': 'canary-3' },
        form: [{ Body: 'canary-4', From: 'canary-5' }],
        contact: { phone: 'canary-6', nested: { clientNumber: 'canary-7', text: 'canary-8' } },
        err: new Error('no answer for +573001112233', { cause: new Error('hilo_abcdefgh_canary-9') }),
      },
      'sent to %s',
      'whatsapp:+573001112233',
    );
    expect(lines).toHaveLength(1);
    expect(lines.join()).not.toMatch(/canary|573001112233/);
    expect(lines.join()).toContain('+57…2233');
  });

  it('names a request by its route, status and id, never by its address', async () => {
    const { logger, lines } = recordingLogger();
    const app = createApp(frameworkDeps({ logger }), []);
    await request(app).get('/docs?phone=573001112233').set('x-request-id', 'caller-0003');
    const line = JSON.parse(lines.at(-1) ?? '') as Record<string, unknown>;
    expect(line).toMatchObject({ requestId: 'caller-0003', route: '/docs', method: 'GET', status: 200 });
    expect(lines.join()).not.toContain('573001112233');
    expect(lines.at(-1)?.match(/"route":/g)).toHaveLength(1);
  });

  it('shows only the ends of a masked number', () => {
    expect(maskPhone('+573001112233')).toBe('+57…2233');
    expect(maskPhone('12')).toBe('…');
  });
});
