import { parseArgs } from 'node:util';
import { Client, Connection } from '@temporalio/client';
import { uuidv7 } from 'uuidv7';
import { checkTemporal } from '../../../cli/doctor/check-temporal';
import { keyText, randomKeyParts } from '../../../cli/account/fresh-key';
import { readEnv } from '../../../config/env';
import { createAccounts } from '../../../db/repositories/accounts';
import { DEFAULT_POLICY } from '../../../domain/programs/definition';
import { SEARCH_ATTRIBUTES } from '../../../workflows/search-attributes';
import { attachSimulator, createEchoBot } from '../../support/conversations/echo-bots';
import { enrollMany } from '../../support/enroll-many';
import { inLanes, until } from '../../support/pace';
import { startPlatform, type Platform } from '../../support/platform';
import { smallProgram } from '../../support/programs/small-program';
import { resolveTemporalCluster } from '../../support/temporal-cluster/resolve-temporal-cluster';
import { startTemporalCluster, type TemporalCluster } from '../../support/temporal-cluster/temporal-cluster';

const LANES = 8;
const HEAD_START_MS = 20_000;
const DAY_SECONDS = 3600;

/**
 * Programs and conversations on a real Temporal server with its tables in Postgres, which is killed while messages
 * leave: everybody gets one message, every person every answer, and visibility finds each enrollment by its account.
 */
export async function run(args: string[]): Promise<Record<string, unknown>> {
  const { values } = parseArgs({ args, options: { quick: { type: 'boolean', default: false } } });
  const count = values.quick ? 10 : 100;
  const binary = await resolveTemporalCluster({ print: (line) => process.stderr.write(`${line}\n`) });
  if (binary.kind === 'unavailable') throw new Error(binary.reason);
  const secretKey = keyText(randomKeyParts());
  const platform = await startPlatform({ HILO_SECRET_KEY: secretKey, SWEEP_INTERVAL_SECONDS: '2' });
  try {
    const cluster = await startTemporalCluster(binary.path, platform.databaseUrl);
    try {
      return await prove({ platform, cluster, secretKey, count });
    } finally {
      await cluster.stop();
    }
  } finally {
    await platform.stop();
  }
}

interface Proof {
  platform: Platform;
  cluster: TemporalCluster;
  secretKey: string;
  count: number;
}

async function prove(proof: Proof): Promise<Record<string, unknown>> {
  const { platform, cluster } = proof;
  const settings = { TEMPORAL_ADDRESS: cluster.address };
  const processes = await Promise.all([platform.startWorker(settings), platform.startApi(settings)]);
  const connection = await Connection.connect({ address: cluster.address });
  try {
    return await play(proof, new Client({ connection }));
  } finally {
    await Promise.all(processes.map((child) => child.stop()));
    await connection.close();
  }
}

async function play(
  { platform, cluster, secretKey, count }: Proof,
  client: Client,
): Promise<Record<string, unknown>> {
  const { accountId, botId } = await createEchoBot(platform.db, secretKey, []);
  await attachSimulator(platform.db, accountId, botId);
  const { key } = await createAccounts(platform.db).issueKey(accountId, 'proof');
  const definition = {
    ...smallProgram(),
    policy: { ...DEFAULT_POLICY, sendIntervalMs: 0, dayLength: DAY_SECONDS },
  };
  const dueAt = Date.now() + HEAD_START_MS;
  await enrollMany({ ...platform, client }, { definition, channel: 'simulator', count, dueAt });
  await everybodyWrites({ platform, key }, count);
  await cluster.crash();
  await everybodyWrites({ platform, key }, count);
  const sends = await until({
    for: 'every message and answer',
    look: () => accepted(platform),
    is: ({ program, answers }) => program >= count && answers >= 2 * count,
  });
  const listed = await visible(client, accountId, count);
  const doctor = await checkTemporal({
    env: readEnv({ TEMPORAL_ADDRESS: cluster.address }),
    dataDir: platform.dataDir,
    running: null,
    embedded: { postgres: true, temporal: false },
  });
  const complaints = doctor.filter(({ verdict }) => verdict === 'fail').map(({ says }) => says);
  return {
    prove: 'cluster',
    persistence: 'postgres12',
    ...sends,
    listed,
    complaints,
    ok: sends.program === count && sends.answers === 2 * count && listed === count && complaints.length === 0,
  };
}

/** One message a person, from the simulated phones; what the API has taken is answered sooner or later. */
async function everybodyWrites({ platform, key }: { platform: Platform; key: string }, count: number) {
  await inLanes(count, LANES, async (index) => {
    const phone = encodeURIComponent(`+57310${String(index).padStart(7, '0')}`);
    const answer = await fetch(`${platform.apiUrl}/api/simulator/${phone}/messages`, {
      method: 'POST',
      headers: { 'x-api-key': key, 'content-type': 'application/json' },
      body: JSON.stringify({ id: uuidv7(), text: 'hola' }),
    });
    if (!answer.ok) throw new Error(`The simulator answered ${answer.status}: ${await answer.text()}`);
  });
}

async function accepted({ db }: Platform): Promise<{ program: number; answers: number }> {
  const [row] = await db.query<{ program: number; answers: number }[]>(
    `SELECT count(*) FILTER (WHERE idempotency_key LIKE 'enrollment:%')::int AS program,
            count(*) FILTER (WHERE idempotency_key NOT LIKE 'enrollment:%')::int AS answers
       FROM send WHERE state = 'accepted'`,
  );
  return row ?? { program: 0, answers: 0 };
}

/** Enrollments that the visibility store finds by their account. */
async function visible(client: Client, accountId: string, count: number): Promise<number> {
  const query = `${SEARCH_ATTRIBUTES.account.name} = "${accountId}" AND WorkflowType = "enrollmentWorkflow"`;
  const look = async () => (await client.workflow.count(query)).count;
  return until({ for: 'every enrollment to be listed', look, is: (found) => found >= count });
}
