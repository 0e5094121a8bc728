import { mkdirSync } from 'node:fs';
import { countOn } from '../../activities/analytics/count-hours';
import { createDataSource } from '../../db/data-source';
import { createAccounts } from '../../db/repositories/accounts';
import { createAnalyticsRollups } from '../../db/repositories/analytics-rollups';
import {
  createDemonstrations,
  type Demonstration,
  type Demonstrations,
} from '../../db/repositories/demonstrations';
import { createOperators } from '../../db/repositories/operators';
import { behavioursSchema } from '../../api/routes/programs/behaviours.schema';
import { createApiClient } from '../api/api-client';
import { ApiRefusal } from '../api/api-refusal';
import { createPeople } from '../crowd/people';
import { runCrowd } from '../crowd/crowd';
import type { Program } from '../programs/find-program';
import { readJsonFile } from '../programs/read-json-file';
import { readCredentials, writeCredentials } from '../start/credentials';
import { demonstrationFolder } from './demonstration-folder';
import { fillDemonstration, untilReached } from './fill-demonstration';
import { DAY_LENGTH } from './fill-messages';
import { example, type Filling } from './filling';
import { beginRound, findShown, MOST_ROUNDS } from './later-rounds';

type Database = ReturnType<typeof createDataSource>;

/** How the steps of later rounds begin, before their number. */
const ROUND = 'round ';

export interface DemonstrationRun {
  databaseUrl: string;
  /** Where the API answers. */
  url: string;
  dataDir: string;
  say: (line: string) => void;
  signal: AbortSignal;
}

/**
 * Fills the demonstration where that is not done yet, then lets its people answer the program, round after round,
 * until the last is over or the signal says so. Never throws: Hilo runs without it.
 */
export async function runDemonstration(run: DemonstrationRun): Promise<void> {
  const db = createDataSource({ url: run.databaseUrl, poolSize: 1 });
  try {
    await db.initialize();
    await demonstrate(run, db);
  } catch (error) {
    if (!run.signal.aborted) run.say(endOf(error));
  } finally {
    await db.destroy().catch(() => undefined);
  }
}

function endOf(error: unknown): string {
  // Its keys are the first that goes.
  if (error instanceof ApiRefusal && error.code === 'unauthenticated') return 'the demonstration was removed';
  const why = error instanceof Error ? error.message : String(error);
  return `the demonstration stopped, and the next start goes on with it: ${why}`;
}

async function demonstrate(run: DemonstrationRun, db: Database): Promise<void> {
  const demonstrations = createDemonstrations(db);
  const found = await demonstrations.find();
  if (found === null) return;
  await haveOwner(found, db);
  const { url, signal, say } = run;
  const api = createApiClient({ url, apiKey: await keyOf(found, run, db) });
  await fillDemonstration(found, { api, signal }, demonstrations);
  if (found.readyAt === null) {
    // Whoever looks at the reports sees what happened, and not that the analytics have their turn in some minutes.
    await countOn(createAnalyticsRollups(db), { accountId: found.accountId, countedUntil: null }, Date.now());
    await demonstrations.noteReady(found.accountId);
    say('the demonstration is ready');
  }
  await keepUnderWay(found, { api, signal }, demonstrations);
}

/** The first round takes half an hour; one after the other, slower ones follow it, each noted once it is begun. */
async function keepUnderWay(
  { accountId, stepsDone }: Demonstration,
  filling: Filling,
  demonstrations: Demonstrations,
): Promise<void> {
  const first = await findShown(filling.api, DAY_LENGTH);
  if (first && !(await letPeopleAnswer(first, filling))) return;
  const begun = stepsDone.filter((step) => step.startsWith(ROUND)).length;
  for (let round = Math.max(begun, 1); round <= MOST_ROUNDS; round += 1) {
    const program = await untilReached(() => beginRound(filling.api, round), filling.signal);
    await demonstrations.noteStep(accountId, `${ROUND}${round}`);
    if (!(await letPeopleAnswer(program, filling))) return;
  }
}

/** Who everybody is that looks at it; nobody signs in as it with a password. */
async function haveOwner({ accountId }: Demonstration, db: Database): Promise<void> {
  const operators = createOperators(db);
  if ((await operators.list(accountId)).length > 0) return;
  const owner = { login: 'demonstration', role: 'owner', passwordHash: null } as const;
  if ((await operators.create(accountId, owner)) === null) throw new Error('its login is taken');
}

/** The key of an earlier start where it still opens the account; else a new one, kept beside the first. */
async function keyOf({ accountId }: Demonstration, run: DemonstrationRun, db: Database): Promise<string> {
  const folder = demonstrationFolder(run.dataDir);
  const known = readCredentials(folder)?.apiKey;
  const accounts = createAccounts(db);
  const opens = known === undefined ? null : await accounts.findByKey(known);
  const apiKey =
    known !== undefined && opens?.accountId === accountId
      ? known
      : (await accounts.issueKey(accountId, 'demonstration')).key;
  mkdirSync(folder, { recursive: true });
  writeCredentials(folder, { url: run.url, apiKey, accountId });
  return apiKey;
}

/** True once everybody is finished. */
async function letPeopleAnswer(program: Program, { api, signal }: Filling): Promise<boolean> {
  const behaviours = await readJsonFile(example('behaviours/tour.json'), behavioursSchema);
  const dayMs = (program.definition.policy.dayLength ?? 0) * 1000;
  const people = createPeople(behaviours, dayMs);
  const nothing = () => undefined;
  const crowd = { programId: program.id, people, dayMs, onEvent: nothing, onEnrollments: nothing };
  return runCrowd({ ...crowd, api, signal });
}
