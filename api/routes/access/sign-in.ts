import type { Operator } from '../../../db/repositories/operators';
import type { GuessedSubject } from '../../../db/repositories/sign-in-failures';
import { passwordMatches } from '../../../db/secrets/password-hashes';
import { networkOf } from '../../../domain/access/network';
import type { ApiDeps } from '../../api-deps';
import { problem, type Problem } from '../../problems';

/** Wrong passwords in a row for one login: from one network, and from everywhere. */
const LIMITS = { fromOneNetwork: 10, fromEverywhere: 100 };

interface Guess {
  login: string;
  password: string;
  /** The network address it comes from. */
  address: string;
}

/** The operator whom login and password open. Guesses are counted, and a wrong one says nothing about either. */
export async function checkPassword(
  guess: Guess,
  deps: ApiDeps,
): Promise<{ kind: 'matches'; operator: Operator } | Problem> {
  const { operators, signInFailures, now } = deps;
  const at = new Date(now());
  const subjects = subjectsOf(guess);
  const lockedFor = await signInFailures.count(subjects, at);
  if (lockedFor > 0) return locked(lockedFor);
  const found = await operators.findByLogin(guess.login);
  if (!(await passwordMatches(guess.password, found?.passwordHash ?? null)) || found === null) {
    return problem('sign_in_refused', 'The login or the password is wrong.');
  }
  await signInFailures.forget(subjects, at);
  return { kind: 'matches', operator: found.operator };
}

function subjectsOf({ login, address }: Guess): GuessedSubject[] {
  const name = login.toLowerCase();
  return [
    { name: `${name} from ${networkOf(address)}`, limit: LIMITS.fromOneNetwork },
    { name, limit: LIMITS.fromEverywhere },
  ];
}

function locked(seconds: number): Problem {
  const detail = `Too many wrong passwords: signing in with this login is locked for ${Math.ceil(seconds / 60)} minutes.`;
  return problem('too_many_requests', detail, { headers: { 'retry-after': String(seconds) } });
}
