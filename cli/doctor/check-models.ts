import type { DataSource } from 'typeorm';
import type { Env } from '../../config/env';
import { modelEndpointsOf } from '../../config/model-settings';
import { createLanguageModels } from '../../db/repositories/language-models';
import { createSealedRows } from '../../db/repositories/sealed-rows';
import type { SecretBox } from '../../db/secrets/secret-box';
import { askModels, modelsOfSettings, type OwnedModel } from './ask-models';
import { failure, reasonOf, type Finding } from './finding';

/** Whether the keys of accounts' language models open, and their providers take them and have the models. */
export async function checkModels(
  db: DataSource,
  { env, box }: { env: Env; box: SecretBox },
): Promise<Finding[]> {
  const models = createLanguageModels(db, box);
  const accounts = await createSealedRows(db).accountsWithModels();
  const opened = await Promise.allSettled(
    accounts.map(async (id): Promise<OwnedModel[]> =>
      (await models.open(id)).map((setting) => ({ owner: `account ${id}`, setting })),
    ),
  );
  const closed = opened.flatMap((result, at) =>
    result.status === 'fulfilled' ? [] : [unopened(accounts[at] ?? '', result.reason)],
  );
  const owned = opened.flatMap((result) => (result.status === 'fulfilled' ? result.value : []));
  return [...closed, ...(await askModels([...modelsOfSettings(env), ...owned], modelEndpointsOf(env)))];
}

function unopened(account: string, error: unknown): Finding {
  const says = `the keys of account ${account} do not open: ${reasonOf(error)}`;
  const remedy =
    'A key of that id with other bytes, or a row that was changed: PUT /api/language-models again.';
  return failure('models', { says, remedy });
}
