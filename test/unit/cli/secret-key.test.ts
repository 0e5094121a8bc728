import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { secretKeySettings } from '../../../cli/start/secret-key';
import { readEnv } from '../../../config/env';
import { secretKeysOf } from '../../../config/secret-keys';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'hilo-key-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const OWN = `mine:${Buffer.alloc(32, 7).toString('base64')}`;

describe('the key of secrets', () => {
  test('is made at the first start, kept for the next, and readable by its owner alone', () => {
    const first = secretKeySettings(readEnv({}), folder);
    expect(secretKeySettings(readEnv({}), folder)).toEqual(first);
    const file = join(folder, 'secret-key');
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(readFileSync(file, 'utf8').trim()).toBe(first['HILO_SECRET_KEY']);
    expect(secretKeysOf(readEnv(first)).current?.secret).toHaveLength(32);
  });

  test('is the one of the environment where there is one; none is made', () => {
    const settings = secretKeySettings(readEnv({ HILO_SECRET_KEY: OWN }), folder);
    expect(secretKeysOf(readEnv(settings))).toEqual({
      current: { id: 'mine', secret: Buffer.alloc(32, 7) },
      earlier: [],
    });
    expect(() => readFileSync(join(folder, 'secret-key'))).toThrow(/ENOENT/);
  });

  test('of the folder still opens once the environment gives another', () => {
    const { HILO_SECRET_KEY: made } = secretKeySettings(readEnv({}), folder);
    const env = readEnv({ HILO_SECRET_KEY: OWN, HILO_SECRET_OLD_KEYS: `older:${OWN.slice(5)}` });
    const { current, earlier } = secretKeysOf(readEnv(secretKeySettings(env, folder)));
    expect([current?.id, ...earlier.map(({ id }) => id)]).toEqual(['mine', 'older', made?.split(':')[0]]);
  });

  test('is refused with what to do where it is none', () => {
    expect(() => readEnv({ HILO_SECRET_KEY: 'short' })).toThrow(/hilo secret-key/);
    expect(() => secretKeysOf(readEnv({ HILO_SECRET_OLD_KEYS: 'k1:short' }))).toThrow(/hilo secret-key/);
  });
});
