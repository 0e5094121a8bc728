import { createAccounts } from '../../db/repositories/accounts';
import { startFakeCollector, type CollectedSpan } from '../support/fake-collector';
import { until } from '../support/pace';
import { startPlatform, type Platform } from '../support/platform';

const PHONE = '+573001112233';
const TEXT = 'un saludo que nadie ha de leer';

let collector: Awaited<ReturnType<typeof startFakeCollector>>;
let platform: Platform;
let trace: CollectedSpan[];
beforeAll(async () => {
  collector = await startFakeCollector();
  platform = await startPlatform({
    OTEL_EXPORTER_OTLP_ENDPOINT: collector.url,
    OTEL_BSP_SCHEDULE_DELAY: '100',
  });
  await Promise.all([platform.startWorker(), platform.startApi()]);
  await sendOne();
  trace = await until({ for: 'the whole trace', look: traceOfSend, is: (spans) => spans.some(isWorkflow) });
});
afterAll(async () => {
  await platform.stop();
  await collector.close();
});

async function sendOne(): Promise<void> {
  const accounts = createAccounts(platform.db);
  const { id } = await accounts.create('Traced');
  const { key } = await accounts.issueKey(id, 'test');
  const answer = await fetch(`${platform.apiUrl}/api/sends`, {
    method: 'POST',
    headers: { 'x-api-key': key, 'idempotency-key': 'traced', 'content-type': 'application/json' },
    body: JSON.stringify({ to: { phone: PHONE }, content: { kind: 'text', text: TEXT } }),
  });
  expect(answer.status).toBe(202);
}

const isWorkflow = ({ name }: CollectedSpan) => name === 'RunWorkflow:sendWorkflow';
function traceOfSend(): CollectedSpan[] {
  const request = collector.spans.find(({ name }) => name === 'POST /api/sends');
  return collector.spans.filter(({ traceId }) => traceId === request?.traceId);
}

/** The names from a span up to the one that began it all. */
function wayUp(from: string): string[] {
  const way: CollectedSpan[] = [];
  let span = trace.find(({ name }) => name === from);
  while (span) {
    way.push(span);
    const parent = span.parentSpanId;
    span = trace.find(({ spanId }) => spanId === parent);
  }
  return way.map(({ service, name }) => `${service} ${name}`);
}

describe('a trace', () => {
  it('goes from the request through workflow and activity to the call of the provider', () => {
    expect(wayUp('send simulator')).toEqual([
      'hilo-worker send simulator',
      expect.stringMatching(/^hilo-worker RunActivity:/),
      expect.stringMatching(/^hilo-worker StartActivity:/),
      'hilo-worker RunWorkflow:sendWorkflow',
      'hilo-api StartWorkflow:sendWorkflow',
      'hilo-api POST /api/sends',
    ]);
  });

  it('holds nothing of the person, and no text', () => {
    expect(collector.raw()).toContain('send simulator');
    for (const secret of [PHONE, PHONE.slice(1), TEXT]) expect(collector.raw()).not.toContain(secret);
  });
});
