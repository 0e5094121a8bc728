import { createInterface } from 'node:readline/promises';

/** True for yes. Throws where there is nobody to ask, so that a script has to say `--yes`. */
export async function askYes(question: string): Promise<boolean> {
  if (!process.stdin.isTTY) throw new Error('Nobody is at the terminal to confirm this: add --yes.');
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  try {
    return /^(y|yes|s|sí|si)$/i.test((await terminal.question(`${question} [y/N] `)).trim());
  } finally {
    terminal.close();
  }
}
