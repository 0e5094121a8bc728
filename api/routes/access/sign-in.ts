import type { Operator } from '../../../db/repositories/operators';
import type { GuessedSubject } from '../../../db/repositories/sign-in-failures';
import { passwordMatches } from '../../../db/secrets/password-hashes';
import { networkOf } from '../../../domain/access/network';
import { tooMany } from '../../access/limit-rate';
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

/** What came of a guess; who a wrong one was about is for the audit log alone. */
type Checked =
  { kind: 'matches'; operator: Operator } | { kind: 'refused'; problem: Problem; about: Operator | null };

/** The operator whom login and password open. Guesses are counted, and a wrong one says nothing about either. */
export async function checkPassword(guess: Guess, deps: ApiDeps): Promise<Checked> {
  const { operators, signInFailures, now } = deps;
  const at = new Date(now());
  const subjects = subjectsOf(guess);
  const [lockedFor, found] = [
    await signInFailures.count(subjects, at),
    await operators.findByLogin(guess.login),
  ];
  const about = found?.operator ?? null;
  if (lockedFor > 0) return { kind: 'refused', problem: locked(lockedFor), about };
  if (!(await passwordMatches(guess.password, found?.passwordHash ?? null)) || about === null) {
    const problemOfBoth = problem('sign_in_refused', 'The login or the password is wrong.');
    return { kind: 'refused', problem: problemOfBoth, about };
  }
  await signInFailures.forget(subjects, at);
  return { kind: 'matches', operator: about };
}

function subjectsOf({ login, address }: Guess): GuessedSubject[] {
  const name = login.toLowerCase();
  return [
    { name: `${name} from ${networkOf(address)}`, limit: LIMITS.fromOneNetwork },
    { name, limit: LIMITS.fromEverywhere },
  ];
}

function locked(seconds: number): Problem {
  const minutes = Math.ceil(seconds / 60);
  return tooMany(`Too many wrong passwords: this login is locked for ${minutes} minutes.`, seconds);
}
