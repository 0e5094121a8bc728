import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import type { Payload, PayloadCodec } from '@temporalio/common';
import { METADATA_ENCODING_KEY, ValueError } from '@temporalio/common';
import { temporal } from '@temporalio/proto';
import type { PayloadKey } from './payload-keys';

const ENCODING = 'binary/encrypted';
const KEY_ID = 'hilo-key-id';
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const text = {
  encode: (value: string) => Buffer.from(value),
  decode: (value: Uint8Array) => Buffer.from(value).toString(),
};

/**
 * Encrypts every payload with AES-256-GCM before it leaves this process: Temporal stores and shows only what
 * a holder of the key can read. The key's id travels with the payload and is bound to it, so keys can rotate.
 */
export function createPayloadCodec(current: PayloadKey, earlier: readonly PayloadKey[] = []): PayloadCodec {
  const keys = new Map([...earlier, current].map((key) => [key.id, key.secret]));
  return {
    encode: (payloads) => Promise.resolve(payloads.map((payload) => encrypt(payload, current))),
    decode: (payloads) => Promise.resolve(payloads.map((payload) => decrypt(payload, keys))),
  };
}

function encrypt(payload: Payload, key: PayloadKey): Payload {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv('aes-256-gcm', key.secret, nonce).setAAD(Buffer.from(key.id));
  const plain = temporal.api.common.v1.Payload.encode(payload).finish();
  const data = Buffer.concat([nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
  return {
    metadata: { [METADATA_ENCODING_KEY]: text.encode(ENCODING), [KEY_ID]: text.encode(key.id) },
    data,
  };
}

function decrypt(payload: Payload, keys: ReadonlyMap<string, Buffer>): Payload {
  const encoding = payload.metadata?.[METADATA_ENCODING_KEY];
  if (!encoding || text.decode(encoding) !== ENCODING) return payload;
  const id = text.decode(payload.metadata?.[KEY_ID] ?? new Uint8Array());
  const secret = keys.get(id);
  if (!secret)
    throw new ValueError(`The payload key ${id} is not configured: add it to TEMPORAL_PAYLOAD_OLD_KEYS`);
  const data = Buffer.from(payload.data ?? new Uint8Array());
  const decipher = createDecipheriv('aes-256-gcm', secret, data.subarray(0, NONCE_BYTES))
    .setAAD(Buffer.from(id))
    .setAuthTag(data.subarray(data.length - TAG_BYTES));
  const plain = Buffer.concat([
    decipher.update(data.subarray(NONCE_BYTES, data.length - TAG_BYTES)),
    decipher.final(),
  ]);
  return temporal.api.common.v1.Payload.decode(plain);
}
