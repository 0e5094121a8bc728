import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';

/** A file of the console as a browser gets it: under a name that has a hash of its content. */
export interface ConsoleFile {
  path: string;
  type: string;
  /** The encodings in which it is kept beside itself, the smallest first. */
  encodings: readonly Encoding[];
}

export type Encoding = 'br' | 'gzip';

const SUFFIXES: Readonly<Record<Encoding, string>> = { br: '.br', gzip: '.gz' };
const TYPES: Readonly<Record<string, string>> = {
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
  '.png': 'image/png',
};

/** What a build left, by name; only these names are ever opened. Empty where nothing was built. */
export function listConsoleFiles(folder: string): ReadonlyMap<string, ConsoleFile> {
  const assets = path.join(folder, 'assets');
  const names = existsSync(assets) ? readdirSync(assets) : [];
  const files = new Map<string, ConsoleFile>();
  for (const name of names) {
    const type = TYPES[path.extname(name)];
    if (type === undefined) continue;
    const encodings = (['br', 'gzip'] as const).filter((each) => names.includes(name + SUFFIXES[each]));
    files.set(name, { path: path.join(assets, name), type, encodings });
  }
  return files;
}

/** Where the bytes are in an encoding. */
export function encodedPath(file: ConsoleFile, encoding: Encoding | null): string {
  return encoding === null ? file.path : file.path + SUFFIXES[encoding];
}
