import { resolve } from 'node:path';
import type { Env } from '../../config/env';
import { claimPort } from '../servers/ports';

/** Where everything `hilo start` runs will listen; every port is free at the time of asking. */
export interface StartPorts {
  api: number;
  /** 0 when the worker's metrics are off. */
  workerMetrics: number;
  postgres: number;
  temporal: number;
  temporalUi: number;
  /** 0 where nothing is encrypted, or nothing here shows it. */
  codec: number;
  /** 0 where WhatsApp Web is off. */
  whatsappWeb: number;
}

/** Finds taken ports before anything has started; a port set to 0 becomes any free one. */
export async function claimPorts(env: Env): Promise<StartPorts> {
  const claim = (port: number, what: string, setting: string) => claimPort({ port, for: what, setting });
  return {
    api: await claim(env.HILO_PORT, 'the API', 'HILO_PORT'),
    workerMetrics:
      env.HILO_WORKER_METRICS_PORT === 0
        ? 0
        : await claim(env.HILO_WORKER_METRICS_PORT, "the worker's metrics", 'HILO_WORKER_METRICS_PORT'),
    postgres:
      env.DATABASE_URL === undefined
        ? await claim(env.HILO_POSTGRES_PORT, 'the embedded Postgres', 'HILO_POSTGRES_PORT')
        : 0,
    ...(env.TEMPORAL_ADDRESS === undefined
      ? {
          temporal: await claim(env.HILO_TEMPORAL_PORT, 'the Temporal dev server', 'HILO_TEMPORAL_PORT'),
          temporalUi: await claim(env.HILO_TEMPORAL_UI_PORT, 'the Temporal Web UI', 'HILO_TEMPORAL_UI_PORT'),
        }
      : { temporal: 0, temporalUi: 0 }),
    codec: hasCodec(env)
      ? await claim(env.HILO_CODEC_PORT, 'the codec server of the Web UI', 'HILO_CODEC_PORT')
      : 0,
    whatsappWeb: env.WHATSAPP_WEB
      ? await claim(env.WHATSAPP_WEB_PORT, 'the bridge to WhatsApp Web', 'WHATSAPP_WEB_PORT')
      : 0,
  };
}

function hasCodec(env: Env): boolean {
  return env.TEMPORAL_PAYLOAD_KEY !== undefined && env.TEMPORAL_ADDRESS === undefined;
}

/** The URL a browser on this machine opens, also when the API listens on every address. */
export function apiUrl(env: Env, port: number): string {
  const host = env.HILO_HOST === '0.0.0.0' || env.HILO_HOST === '::' ? '127.0.0.1' : env.HILO_HOST;
  return `http://${host}:${port}`;
}

export function dataDirectory(env: Env): string {
  return resolve(env.HILO_DATA_DIR);
}
