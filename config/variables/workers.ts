import { z } from 'zod';
import { delays, hosts, port } from './kinds';

/** What workers do at once, how often they look by themselves, and whom they may call. */
export const workerVariables = {
  HILO_WORKER_METRICS_PORT: port(9464).describe('Port of the worker metrics; 0 switches them off'),
  HILO_WORKER_CACHED_WORKFLOWS: z.coerce.number().int().min(0).default(1000),
  HILO_WORKER_ACTIVITIES: z.coerce.number().int().min(1).default(60).describe('Activities at once, a worker'),
  HILO_BUILD_ID: z
    .string()
    .regex(/^[\w-][\w.-]{0,99}$/, 'letters, digits, dots, hyphens and underscores, such as a commit')
    .optional()
    .describe('The release of this worker; workflows then stay on the release that began them'),
  OTEL_EXPORTER_OTLP_ENDPOINT: z
    .url({ protocol: /^https?$/ })
    .optional()
    .describe('A collector that takes traces by OTLP over HTTP, such as http://127.0.0.1:4318'),
  SEND_CHECK_DELAYS: delays.prefault('60,300,900').describe('Seconds after which a lost answer is looked up'),
  SWEEP_INTERVAL_SECONDS: z.coerce.number().int().min(1).default(30),
  ANALYTICS_INTERVAL_SECONDS: z.coerce.number().int().min(1).default(300),
  ALERT_INTERVAL_SECONDS: z.coerce
    .number()
    .int()
    .min(1)
    .default(10)
    .describe('Between two looks at what is to be done about alerts'),
  TEMPLATE_SYNC_MINUTES: z.coerce
    .number()
    .int()
    .min(1)
    .default(60)
    .describe('How often the templates that providers list are looked at'),
  HILO_CALL_ALLOWED_HOSTS: hosts
    .prefault('')
    .describe('host:port entries that scenarios may call though private or without TLS, comma-separated'),
};
