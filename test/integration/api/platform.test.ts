import { Client, Connection } from '@temporalio/client';
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import request from 'supertest';
import { createApp } from '../../../api/app';
import { createEnrollmentClient } from '../../../api/temporal/enrollment-client';
import { createSendClient } from '../../../api/temporal/send-client';
import { checkDatabase, createMigrationsCheck } from '../../../db/readiness';
import { connectToTemporalDev } from '../../support/temporal-dev';
import { createTestApi, type TestApi } from '../../support/test-api';

const ENROLLMENT = {
  accountId: '01900000-0000-7000-8000-000000000001',
  programId: '01900000-0000-7000-8000-000000000002',
  enrollmentId: '01900000-0000-7000-8000-000000000003',
};

let api: TestApi;
let temporal: TestWorkflowEnvironment;
beforeAll(async () => {
  [api, temporal] = await Promise.all([createTestApi(), connectToTemporalDev()]);
});
afterAll(() => Promise.all([api.close(), temporal.teardown()]));

describe('readiness', () => {
  it('says which service is away', async () => {
    const db = api.database.dataSource;
    const app = createApp({
      ...api.deps,
      readinessChecks: [
        { name: 'database', check: () => checkDatabase(db) },
        { name: 'migrations', check: createMigrationsCheck(db) },
        { name: 'temporal', check: () => Promise.reject(new Error('away')) },
      ],
    });
    const answer = await request(app).get('/readyz');
    expect([answer.status, answer.body]).toEqual([
      503,
      { ready: false, checks: { database: 'ok', migrations: 'ok', temporal: 'away' } },
    ]);
    expect((await request(app).get('/healthz')).status).toBe(200);
  });

  it('notices a migration that has not been run', async () => {
    await api.database.dataSource.undoLastMigration();
    await expect(createMigrationsCheck(api.database.dataSource)()).rejects.toThrow('pending');
    await api.database.dataSource.runMigrations();
    await expect(createMigrationsCheck(api.database.dataSource)()).resolves.toBeUndefined();
  });
});

describe('the metrics', () => {
  it('count sends by state and requests by route template', async () => {
    await api
      .call('post', '/api/sends')
      .set('idempotency-key', 'counted')
      .send({ to: { phone: '3001112233' }, content: { kind: 'text', text: 'hola' } });
    const { text } = await request(api.app).get('/metrics');
    expect(text).toContain('hilo_sends{channel="simulator",state="reserved"} 1');
    expect(text).toMatch(/duration_seconds_count\{method="POST",route="\/api\/sends",status="202"\} 1/);
  });
});

describe('the reference', () => {
  it('comes whole from this server, without an inline script', async () => {
    const page = await request(api.app).get('/docs');
    expect(page.headers['content-security-policy']).toContain("script-src 'self'");
    const referred = [...page.text.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, address]) => address ?? '');
    expect(referred).toHaveLength(3);
    for (const address of referred) expect((await request(api.app).get(address)).status).toBe(200);
    expect(page.text).not.toMatch(/<script>|https?:/);
  });

  it('describes the API in OpenAPI 3.1', async () => {
    const { body } = await request(api.app).get('/api/openapi.json');
    expect(body).toMatchObject({ openapi: '3.1.0' });
  });
});

describe('the client of the enrollment workflows', () => {
  it('says that a workflow does not run', async () => {
    const client = createEnrollmentClient(temporal.client);
    const report = { session: 1, day: 1, status: 2 as const, at: 0 };
    const unknown = '01900000-0000-7000-8000-0000000000ff';
    expect(await client.reportProgress(unknown, report)).toEqual({ kind: 'not-running' });
    expect(await client.update(unknown, { kind: 'resume' })).toEqual({ kind: 'not-running' });
  });

  it('starts a workflow once, however often it is asked to', async () => {
    const client = createEnrollmentClient(temporal.client);
    expect(await client.start(ENROLLMENT)).toEqual({ kind: 'started' });
    expect(await client.start(ENROLLMENT)).toEqual({ kind: 'started' });
    const handle = temporal.client.workflow.getHandle(`enrollment:${ENROLLMENT.enrollmentId}`);
    const { type, historyLength } = await handle.describe();
    expect([type, historyLength]).toEqual(['enrollmentWorkflow', 2]);
    await handle.terminate();
  });

  it('says that Temporal is away, instead of failing', async () => {
    const connection = Connection.lazy({ address: '127.0.0.1:1', connectTimeout: '1 second' });
    const client = new Client({ connection });
    const away = { kind: 'unavailable' };
    const answers = await Promise.all([
      createEnrollmentClient(client).start(ENROLLMENT),
      createEnrollmentClient(client).reportOptOut(ENROLLMENT.enrollmentId, 0),
      createSendClient(client).start({ accountId: 'a', sendId: 's' }),
    ]);
    expect(answers).toEqual([away, away, away]);
    await connection.close();
  });
});
