import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { envSchema, readEnv } from '../../../config/env';
import { envExample } from '../../../config/env-example';

const root = join(__dirname, '../../..');
const read = (path: string) => readFileSync(join(root, path), 'utf8');

/** The rows of the settings table: `| \`NAME\` | default | meaning |`. */
const documented = [...read('docs/operations.md').matchAll(/^\| `([A-Z0-9_]+)`/gm)].map(([, name]) => name);

describe('the settings', () => {
  it('are all in docs/operations.md, and nothing else is', () => {
    expect([...documented].sort()).toEqual(Object.keys(envSchema.shape).sort());
  });

  it('are all in .env.example as they stand in config/variables', () => {
    expect(read('.env.example')).toBe(envExample());
  });

  it('can all be left out', () => {
    expect(() => readEnv({})).not.toThrow();
  });
});
