import { createHash } from 'node:crypto';
import { readFile, readdir } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { mediaPage, mediaView } from '../../api/routes/media/media.schema';
import { scenarioSchema } from '../../api/routes/scenarios/scenario.schema';
import type { Scenario } from '../../domain/conversations/scenario';
import type { ApiClient } from '../api/api-client';
import { readPages } from '../api/read-pages';

/** Where the files are, by name: the folder `media` beside the scenario's own file. */
export type StandIns = ReadonlyMap<string, string>;

/** Files that stand in for addresses; none where there is no such folder. */
export async function standInsBeside(scenarioFile: string): Promise<StandIns> {
  const folder = join(dirname(scenarioFile), 'media');
  const names = await readdir(folder).catch((error: unknown) => {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  });
  return new Map(names.map((name) => [name, join(folder, name)]));
}

/**
 * The scenario with each address that ends in the name of such a file replaced by that file, which becomes one of
 * the bot's; one that it has already is not given again.
 */
export async function withStandIns(
  api: ApiClient,
  botId: string,
  { scenario, standIns }: { scenario: Scenario; standIns: StandIns },
): Promise<Scenario> {
  const named = new Set(addressesOf(scenario).map(nameIn));
  const wanted = [...standIns].filter(([name]) => named.has(name));
  if (wanted.length === 0) return scenario;
  const known = await filesOf(api, botId);
  const ids = new Map<string, string>();
  for (const [name, path] of wanted) {
    const bytes = await readFile(path);
    const hash = createHash('sha256').update(bytes).digest('hex');
    ids.set(name, known.get(hash) ?? (await give(api, botId, { name, bytes })));
  }
  return scenarioSchema.parse(replaced(scenario, ids));
}

/** The bot's files by what is in them. */
async function filesOf(api: ApiClient, botId: string): Promise<Map<string, string>> {
  const files = new Map<string, string>();
  const listing = { path: `/api/bots/${botId}/media`, schema: mediaPage };
  for await (const { id, sha256 } of readPages(api, listing)) files.set(sha256, id);
  return files;
}

async function give(
  api: ApiClient,
  botId: string,
  { name, bytes }: { name: string; bytes: Buffer },
): Promise<string> {
  const { id } = await api.upload({
    path: `/api/bots/${botId}/media`,
    schema: mediaView,
    query: { name },
    // What it is, its bytes say.
    contentType: 'application/octet-stream',
    stream: Readable.from([bytes]),
  });
  return id;
}

function addressesOf(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  const own = isFile(value) ? [value.url] : [];
  return [...own, ...Object.values(value).flatMap(addressesOf)];
}

/** The same scenario, in which files are named by their ids. */
function replaced(value: unknown, ids: ReadonlyMap<string, string>): unknown {
  if (Array.isArray(value)) return value.map((each) => replaced(each, ids));
  if (typeof value !== 'object' || value === null) return value;
  if (isFile(value)) {
    const { url, ...rest } = value;
    const media = ids.get(nameIn(url));
    if (media !== undefined) return { ...rest, media };
  }
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, replaced(each, ids)]));
}

const KINDS = new Set(['image', 'video', 'audio', 'document']);

/** An item of a message that is a file at an address; calls have addresses too. */
function isFile(value: object): value is { kind: string; url: string } {
  const { kind, url } = value as { kind?: unknown; url?: unknown };
  return typeof kind === 'string' && KINDS.has(kind) && typeof url === 'string';
}

function nameIn(url: string): string {
  return basename(new URL(url).pathname);
}
