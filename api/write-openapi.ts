import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { openApiDocument } from './openapi';
import { routeTable } from './routes';

const FILE = path.join(__dirname, 'openapi.json');

/** Writes api/openapi.json; with `--check` says whether it is fresh instead, for the checks before a commit. */
function main(args: readonly string[]): number {
  const fresh = `${JSON.stringify(openApiDocument(routeTable), null, 2)}\n`;
  if (!args.includes('--check')) {
    writeFileSync(FILE, fresh);
    return 0;
  }
  if (readFileSync(FILE, 'utf8') === fresh) return 0;
  process.stderr.write('api/openapi.json is stale: run npm run openapi and commit it\n');
  return 1;
}

process.exitCode = main(process.argv.slice(2));
