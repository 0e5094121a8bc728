import { createSafeHttp } from '../../activities/conversations/safe-http';
import type { AlertsDeps } from '../../activities/alerts/alerts-deps';
import { createEnginePorts } from '../../activities/conversations/engine-ports';
import { createPatterns } from '../../activities/conversations/patterns';
import { startAlerts } from '../../api/alerts/start-alerts';
import { composeAlerts } from '../../workers/compose-alerts';
import { createScriptedRouter } from './agent/scripted-router';
import { silentLogger } from './framework-deps';
import { until } from './pace';
import { createTestApi, type TestApi } from './test-api';

interface AlertView {
  id: string;
  state: string;
  severity: string;
  why: string;
  contactId: string | null;
  rule: { name: string };
  message: { text: string | null } | null;
  resolved: { by: string } | null;
  actions: { id: string; kind: string; state: string; tries: number; reason: string | null }[];
}

/** An account with the whole way of an alert: an API that looks at messages, and a worker's part of the rest. */
export interface AlertDesk {
  api: TestApi;
  /** Makes a rule that fires on its name; gives the answer's body. */
  rule(name: string, more: object): Promise<{ id: string; webhookSecret: string | null }>;
  /** Has somebody write, and waits until every rule has looked at it. */
  write(text: string, phone?: string): Promise<void>;
  alerts(): Promise<AlertView[]>;
  /** What a worker does about alerts; each is a worker of its own. */
  worker(deps?: Partial<Pick<AlertsDeps, 'sendEmail' | 'router'>>): ReturnType<typeof composeAlerts>;
  /** Sets the workers' clock forward. */
  pass(ms: number): void;
  close(): Promise<void>;
}

/** With hosts of this machine that webhooks may reach. */
export async function createAlertDesk(...allowedHosts: string[]): Promise<AlertDesk> {
  const api = await createTestApi();
  Object.assign(api.deps.conversationPorts, createEnginePorts());
  const { alertChecks: checks, secretBox, logger } = api.deps;
  const watching = startAlerts({ checks, patterns: createPatterns(), logger });
  let ahead = 0;
  return {
    api,
    async rule(name, more) {
      const body = { name, condition: { type: 'keyword', keywords: [name] }, cooldownSeconds: 0, ...more };
      const answer = await api.call('post', '/api/alerts/rules').send(body);
      if (answer.status !== 201) throw new Error(JSON.stringify(answer.body));
      return answer.body as { id: string; webhookSecret: string | null };
    },
    async write(text, phone = '+573005554433') {
      const before = await api.rows('inbound_message');
      await api.call('post', `/api/simulator/${phone}/messages`).send({ text });
      await until({
        for: 'the rules to look at a message',
        look: async () => [(await api.rows('inbound_message')) - before, await api.rows('alert_check')],
        is: ([written, unseen]) => written === 1 && unseen === 0,
        everyMs: 50,
      });
    },
    alerts: async () => ((await api.call('get', '/api/alerts')).body as { items: AlertView[] }).items,
    worker: ({ sendEmail = null, router = createScriptedRouter().router } = {}) =>
      composeAlerts(api.database.dataSource, {
        ...{ sendEmail, router, secretBox, conversationStarter: api.temporal.conversationStarter },
        ...{
          http: createSafeHttp({ allowedHosts }),
          clock: () => Date.now() + ahead,
          logger: silentLogger(),
        },
      }),
    pass(ms) {
      ahead += ms;
    },
    async close() {
      await watching.stop();
      await api.close();
    },
  };
}
