import type { NewAdmin } from './prepare-database';

/** Who can sign in now; a made password is in these words and nowhere else. */
export function newAdminLine({ login, madePassword }: NewAdmin): string {
  const opens =
    madePassword === null ? 'with ADMIN_PASSWORD' : `with the password ${madePassword}, shown only now`;
  return `Made operator ${login}, who signs in ${opens}`;
}
