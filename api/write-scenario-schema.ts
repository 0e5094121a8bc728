import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { scenarioJsonSchema } from './routes/scenarios/scenario.schema';

const FILE = path.join(__dirname, '../docs/schemas/scenario.schema.json');

/** Writes the JSON Schema of scenarios; with `--check` says whether it is fresh instead. */
function main(args: readonly string[]): number {
  const fresh = `${JSON.stringify(scenarioJsonSchema(), null, 2)}\n`;
  if (!args.includes('--check')) {
    mkdirSync(path.dirname(FILE), { recursive: true });
    writeFileSync(FILE, fresh);
    return 0;
  }
  if (readFileSync(FILE, 'utf8') === fresh) return 0;
  process.stderr.write(
    'docs/schemas/scenario.schema.json is stale: run npm run scenario-schema and commit it\n',
  );
  return 1;
}

process.exitCode = main(process.argv.slice(2));
