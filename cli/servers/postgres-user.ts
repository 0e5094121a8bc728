import { chown } from 'node:fs/promises';
import { runCommand } from './run-command';

/** How to run a Postgres program: as ourselves, or as somebody else when we are root. */
export interface PostgresUser {
  command(program: string, args: readonly string[]): { command: string; args: string[] };
  /** uid and gid to spawn with, when no wrapper changes them. */
  identity: { uid?: number; gid?: number };
  own(path: string): Promise<void>;
}

/** Postgres refuses to run as root; then it runs as the user postgres or, where there is none, as nobody. */
export async function postgresUser(): Promise<PostgresUser> {
  if (process.getuid?.() !== 0) return ourselves;
  const { uid, gid } = (await idsOf('postgres')) ?? (await idsOf('nobody')) ?? { uid: 65_534, gid: 65_534 };
  const own = (path: string) => chown(path, uid, gid);
  const wrapper = setprivArgs(uid, gid);
  if (!(await runCommand('setpriv', [...wrapper, 'true'])).ok) {
    return { ...ourselves, identity: { uid, gid }, own };
  }
  return {
    command: (program, args) => ({ command: 'setpriv', args: [...wrapper, program, ...args] }),
    identity: {},
    own,
  };
}

const ourselves: PostgresUser = {
  command: (program, args) => ({ command: program, args: [...args] }),
  identity: {},
  own: () => Promise.resolve(),
};

/**
 * The other user may still enter folders only root can, such as a clone under /root; the secure bit makes
 * access(2), by which initdb looks for its programs, see that too.
 */
function setprivArgs(uid: number, gid: number): string[] {
  const capability = '+dac_override';
  const ids = [`--reuid=${uid}`, `--regid=${gid}`, '--clear-groups', '--securebits=+no_setuid_fixup'];
  return [...ids, `--inh-caps=${capability}`, `--ambient-caps=${capability}`];
}

async function idsOf(user: string): Promise<{ uid: number; gid: number } | undefined> {
  const [uid, gid] = await Promise.all([runCommand('id', ['-u', user]), runCommand('id', ['-g', user])]);
  if (!uid.ok || !gid.ok) return undefined;
  return { uid: Number(uid.stdout), gid: Number(gid.stdout) };
}
