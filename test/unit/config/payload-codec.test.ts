import { randomBytes } from 'node:crypto';
import { defaultPayloadConverter, type Payload } from '@temporalio/common';
import { createPayloadCodec } from '../../../config/temporal/payload-codec';
import { parsePayloadKey } from '../../../config/temporal/payload-keys';

const key = (id: string) => parsePayloadKey(`${id}:${randomBytes(32).toString('base64')}`);
const secret = { phone: '+573001112233', text: 'Hola, Ana' };
const plain = (): Payload => defaultPayloadConverter.toPayload(secret);
const one = (payloads: Payload[]): Payload => {
  const [payload] = payloads;
  if (!payload) throw new Error('No payload came back');
  return payload;
};
const bytesOf = (payload: Payload) => Buffer.from(payload.data ?? new Uint8Array());

describe('the payload codec', () => {
  const current = key('k1');
  const codec = createPayloadCodec(current);

  it('gives back what it was given', async () => {
    const decoded = one(await codec.decode(await codec.encode([plain()])));
    expect(defaultPayloadConverter.fromPayload(decoded)).toEqual(secret);
  });

  it('shows nothing of what it encrypts, and never encrypts twice alike', async () => {
    const [one_, other] = await codec.encode([plain(), plain()]);
    if (!one_ || !other) throw new Error('Two payloads went in');
    expect(bytesOf(one_).includes('573001112233')).toBe(false);
    expect(bytesOf(one_).equals(bytesOf(other))).toBe(false);
  });

  it('reads what an earlier key wrote, and writes with the current one', async () => {
    const rotated = createPayloadCodec(key('k2'), [current]);
    const old = await codec.encode([plain()]);
    expect(defaultPayloadConverter.fromPayload(one(await rotated.decode(old)))).toEqual(secret);
    const fresh = await rotated.encode([plain()]);
    expect(() => codec.decode(fresh)).toThrow(
      /key k2 is not configured: add it to TEMPORAL_PAYLOAD_OLD_KEYS/,
    );
  });

  it('passes what was never encrypted', async () => {
    expect(await codec.decode([plain()])).toEqual([plain()]);
  });

  it.each(['first', 'middle', 'last'])('refuses a payload whose %s byte was altered', async (place) => {
    const payload = one(await codec.encode([plain()]));
    const data = bytesOf(payload);
    const at = { first: 0, middle: Math.floor(data.length / 2), last: data.length - 1 }[place] ?? 0;
    data[at] = (data[at] ?? 0) ^ 1;
    expect(() => codec.decode([{ ...payload, data }])).toThrow(/authenticate/);
  });

  it('refuses a payload that claims another key than the one it was written with', async () => {
    const twin = { id: 'k9', secret: current.secret };
    const payload = one(await codec.encode([plain()]));
    const claims = { ...payload.metadata, 'hilo-key-id': Buffer.from('k9') };
    const both = createPayloadCodec(current, [twin]);
    expect(() => both.decode([{ ...payload, metadata: claims }])).toThrow(/authenticate/);
  });

  it.each(['', 'k1', 'k1:short', ':' + 'A'.repeat(44)])('takes no key written as %p', (written) => {
    expect(() => parsePayloadKey(written)).toThrow(/keyId:base64 of 32 bytes; make one with/);
  });
});
