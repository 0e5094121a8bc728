import { routeTable } from '../../../api/routes';
import { SCOPES } from '../../../domain/access/scopes';
import type { Platform } from '../platform';
import type { AccountSubject, Ids } from './everything';
import { callRoute } from './route-request';

/** Secrets, by what they are. */
export type Canaries = ReadonlyMap<string, string>;

export interface Places {
  platform: Platform;
  /** What the processes wrote. */
  lines: readonly string[];
  /** Who may read everything of the account, and what it has. */
  owner: AccountSubject;
  ids: Ids;
}

/** Looks for secrets in the logs, in what every reading route answers, and in the histories of workflows. */
export async function tracesOf(canaries: Canaries, { platform, lines, owner, ids }: Places) {
  const answers = await readEverything(owner, platform.apiUrl, ids);
  const histories = await readHistories(platform);
  const places = { logs: lines, answers, histories };
  const found = Object.entries(places).flatMap(([place, texts]) =>
    [...canaries]
      .filter(([, secret]) => texts.some((text) => text.includes(secret)))
      .map(([what]) => `${what} is in the ${place}`),
  );
  const empty = Object.entries(places).filter(([, texts]) => texts.length === 0);
  return {
    found: [...found, ...empty.map(([place]) => `there are no ${place} to look in`)],
    lookedIn: { logs: lines.length, answers: answers.length, histories: histories.length },
  };
}

async function readEverything(owner: AccountSubject, target: string, ids: Ids): Promise<string[]> {
  const headers = { 'x-api-key': owner.account.key };
  const reads = routeTable.filter(
    ({ method, access }) => method === 'get' && typeof access === 'string' && access in SCOPES,
  );
  const answers = [];
  for (const route of reads) {
    // What is no text, such as a picture, has none.
    const answer: { text?: string } = await callRoute({ target, route, ids, headers });
    answers.push(answer.text ?? '');
  }
  return answers;
}

/** Every history with its payloads in clear. */
async function readHistories({ client }: Platform): Promise<string[]> {
  const histories = [];
  for await (const { workflowId, runId } of client.workflow.list()) {
    const { events } = await client.workflow.getHandle(workflowId, runId).fetchHistory();
    histories.push(decoded(events ?? []));
  }
  return histories;
}

/** Payloads are bytes: as JSON they would be base64 and hide what is in them. */
function decoded(events: readonly unknown[]): string {
  return JSON.stringify(events, (_key, value: unknown) =>
    value instanceof Uint8Array || isBuffer(value) ? Buffer.from(bytesOf(value)).toString('utf8') : value,
  );
}

/** A Buffer has become plain before a replacer sees it. */
function isBuffer(value: unknown): value is { type: 'Buffer'; data: number[] } {
  return typeof value === 'object' && value !== null && 'type' in value && value.type === 'Buffer';
}

function bytesOf(value: Uint8Array | { data: number[] }): Uint8Array | number[] {
  return value instanceof Uint8Array ? value : value.data;
}
