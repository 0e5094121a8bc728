import type { DataSource } from 'typeorm';
import type { Env } from '../../config/env';
import { secretKeysOf } from '../../config/secret-keys';
import {
  createPlatformCredentials,
  type OpenedCredentials,
} from '../../db/repositories/platform-credentials';
import { createSealedRows, type KeyInUse } from '../../db/repositories/sealed-rows';
import { createSecretBox } from '../../db/secrets/secret-box';
import { askProviders, credentialsOfSettings, type OwnedCredentials } from './ask-providers';
import { checkModels } from './check-models';
import { failure, fine, reasonOf, warning, type Finding } from './finding';

const CHECK = 'credentials';

/** Whether the keys are there under which secrets were sealed, the credentials of bots and the keys of language models open with them, and providers take those. */
export async function checkCredentials(db: DataSource, env: Env): Promise<Finding[]> {
  const keys = secretKeysOf(env);
  const sealed = createSealedRows(db);
  const inUse = await sealed.keysInUse();
  const known = new Set([...keys.earlier, ...(keys.current ? [keys.current] : [])].map(({ id }) => id));
  const lost = inUse.filter(({ keyId }) => !known.has(keyId));
  if (lost.length > 0) return lost.map(lostKey);
  const bots = await sealed.attachedBots();
  const box = createSecretBox(keys);
  const platforms = createPlatformCredentials(db, box);
  const opened = await Promise.allSettled(
    bots.map(async ({ botId, platform }) => ownedBy(botId, await platforms.openForWebhook(platform, botId))),
  );
  const closed = opened.flatMap((result, at) =>
    result.status === 'fulfilled' ? [] : [unopened(bots[at]?.botId ?? '', result.reason)],
  );
  const counted = inUse.reduce((sum, { count }) => sum + count, 0);
  if (closed.length > 0) return closed;
  const owned = opened.flatMap((result) => (result.status === 'fulfilled' ? result.value : []));
  return [
    fine(CHECK, `${counted} sealed, all open`),
    ...rotationFindings(inUse, keys.current?.id ?? null),
    ...(await askProviders(env, [...credentialsOfSettings(env), ...owned])),
    ...(await checkModels(db, { env, box })),
  ];
}

function ownedBy(botId: string, named: OpenedCredentials | null): OwnedCredentials[] {
  if (named === null || 'shared' in named) return [];
  const place = `PUT /api/bots/${botId}/platforms/${named.platform}, or the page of the bot`;
  return [{ owner: `bot ${botId}`, named, place }];
}

function lostKey({ keyId, kind, count }: KeyInUse): Finding {
  const says = `${count} ${kind} were sealed with the key ${keyId}, which is not configured`;
  const remedy = 'Put that key into HILO_SECRET_OLD_KEYS, or put those credentials again.';
  return failure(CHECK, { says, remedy });
}

/** What an old key still holds, so that nobody drops it too early. */
function rotationFindings(inUse: readonly KeyInUse[], current: string | null): Finding[] {
  const old = inUse.filter(({ keyId }) => current !== null && keyId !== current);
  if (old.length === 0) return [];
  const count = old.reduce((sum, row) => sum + row.count, 0);
  const says = `${count} secrets are still sealed with earlier keys`;
  const remedy = 'Keep HILO_SECRET_OLD_KEYS until hilo secrets rotate has sealed them anew.';
  return [warning(CHECK, { says, remedy })];
}

function unopened(botId: string, error: unknown): Finding {
  const remedy = 'A key of that id with other bytes, or a row that was changed: put the credentials again.';
  return failure(CHECK, { says: `those of bot ${botId} do not open: ${reasonOf(error)}`, remedy });
}
