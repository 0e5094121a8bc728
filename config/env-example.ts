import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { envSchema } from './env';

const HEADER = `# Every setting of Hilo with its default. npm start needs none of them.
# Written from config/variables by: npx tsx config/env-example.ts
`;

/** The text of .env.example: one commented-out line a setting, with what it means and its default. */
export function envExample(): string {
  const { properties = {} } = z.toJSONSchema(envSchema, { io: 'input' });
  const entries = Object.entries(properties).map(([name, setting]) => {
    const { description, default: fallback } = typeof setting === 'boolean' ? {} : setting;
    const meaning = description === undefined ? '' : `# ${description}\n`;
    return `${meaning}# ${name}=${typeof fallback === 'string' || typeof fallback === 'number' ? fallback : ''}\n`;
  });
  return [HEADER, ...entries].join('\n');
}

if (require.main === module) writeFileSync(join(__dirname, '../.env.example'), envExample());
