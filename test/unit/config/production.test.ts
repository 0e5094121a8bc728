import { readEnv } from '../../../config/env';
import { requireProductionSettings } from '../../../config/production';

const KEY = `k1:${Buffer.alloc(32, 7).toString('base64')}`;
const ALL = { JWT_SECRET: 'x'.repeat(32), ADMIN_PASSWORD: 'a long password', HILO_SECRET_KEY: KEY };
const check = (source: Record<string, string>, who: 'API' | 'worker' = 'API') =>
  requireProductionSettings(readEnv({ NODE_ENV: 'production', ...source }), who);

test('production starts with a secret for tokens, a password and an encryption key', () => {
  expect(() => check(ALL)).not.toThrow();
});

test.each(Object.keys(ALL))('production refuses to start without %s, and says so', (name) => {
  expect(() => check({ ...ALL, [name]: '' })).toThrow(name);
});

test('a worker in production needs the encryption key alone', () => {
  expect(() => check({ HILO_SECRET_KEY: KEY }, 'worker')).not.toThrow();
  expect(() => check({}, 'worker')).toThrow('HILO_SECRET_KEY');
});

test('elsewhere nothing is needed', () => {
  expect(() => requireProductionSettings(readEnv({}), 'API')).not.toThrow();
});

test.each([
  ['JWT_SECRET', 'short'],
  ['ADMIN_PASSWORD', 'short'],
  ['BACKOFFICE_API_KEY', 'short'],
])('%s cannot be guessed easily', (name, value) => {
  expect(() => readEnv({ [name]: value })).toThrow(name);
});
