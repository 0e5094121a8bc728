import request from 'supertest';
import type { Operator } from '../../../db/repositories/operators';
import { hashPassword } from '../../../db/secrets/password-hashes';
import type { Role } from '../../../domain/access/roles';
import type { TestApi } from '../test-api';

export const PASSWORD = 'correct horse battery staple';

/** Hashed once: one hash is as good as another, and each takes its time. */
let hashed: Promise<string> | undefined;

export interface Wanted {
  login: string;
  role: Role;
  accountId?: string;
  isSuperAdmin?: boolean;
}

/** An operator who can sign in with PASSWORD. */
export async function makeOperator(api: TestApi, wanted: Wanted): Promise<Operator> {
  const { accountId = api.account.id, ...made } = wanted;
  hashed ??= hashPassword(PASSWORD);
  const operator = await api.deps.operators.create(accountId, { ...made, passwordHash: await hashed });
  if (!operator) throw new Error(`The login ${wanted.login} is taken`);
  return operator;
}

export interface SignedIn {
  operator: { id: string; login: string; role: Role };
  tokens: { accessToken: string; refreshToken: string; expiresIn: number };
}

/** What signing in with PASSWORD answers. */
export function signIn(api: TestApi, login: string, more: object = {}): request.Test {
  return request(api.app)
    .post('/api/auth/login')
    .send({ login, password: PASSWORD, ...more });
}

/** The tokens of a sign-in. */
export async function tokensOf(api: TestApi, login: string): Promise<SignedIn['tokens']> {
  return ((await signIn(api, login)).body as SignedIn).tokens;
}

/** The `cookie` header of a console that has just signed in. */
export async function cookieOf(api: TestApi, login: string): Promise<string> {
  const [cookie = ''] = (await signIn(api, login, { session: 'cookie' })).headers['set-cookie'] ?? [];
  return cookie.split(';')[0] ?? '';
}
