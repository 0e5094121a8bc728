import { resolveGoProgram, type GoBinary, type GoRequest } from '../go-program';

/** FerretDB, a server of MongoDB's protocol over SQLite, for tests. */
export function resolveMongo(request: GoRequest = {}): Promise<GoBinary> {
  return resolveGoProgram(
    {
      name: 'hilo-test-mongo',
      title: 'MongoDB',
      folder: __dirname,
      flags: ['-tags', 'ferretdb_no_postgresql'],
      remedy: 'Set MONGODB_URL to a MongoDB of your own, or install Go 1.22 or newer.',
    },
    request,
  );
}
