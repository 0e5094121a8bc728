import type { DataConverter, PayloadCodec } from '@temporalio/common';
import type { Env } from '../env';
import { listedKeys } from '../encryption-key';
import { createPayloadCodec } from './payload-codec';
import { parsePayloadKey } from './payload-keys';

/** Where Temporal is and how to prove who we are; TLS goes with an API key. */
export interface TemporalConnectionOptions {
  address: string;
  tls?: boolean;
  apiKey?: string;
}

/** The connection settings of every process; without TEMPORAL_ADDRESS, the dev server of `npm start`. */
export function temporalConnection(env: Env): TemporalConnectionOptions {
  const address = env.TEMPORAL_ADDRESS ?? `127.0.0.1:${env.HILO_TEMPORAL_PORT}`;
  return env.TEMPORAL_API_KEY === undefined
    ? { address }
    : { address, tls: true, apiKey: env.TEMPORAL_API_KEY };
}

/** Encrypts payloads and failure messages when a key is set; every client and worker must use the same. */
export function dataConverterOf(env: Env): DataConverter {
  const codec = payloadCodecOf(env);
  if (codec === null) return {};
  return { payloadCodecs: [codec], failureConverterPath: require.resolve('./failure-converter') };
}

/** What encrypts; null where no key is set. */
export function payloadCodecOf(env: Env): PayloadCodec | null {
  if (env.TEMPORAL_PAYLOAD_KEY === undefined) return null;
  const earlier = listedKeys(env.TEMPORAL_PAYLOAD_OLD_KEYS).map(parsePayloadKey);
  return createPayloadCodec(parsePayloadKey(env.TEMPORAL_PAYLOAD_KEY), earlier);
}
