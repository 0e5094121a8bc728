import type { z } from 'zod';
import type { ApiDeps } from '../../api-deps';
import type { SentList } from '../../middleware/list-upload';
import { problem, type Problem } from '../../problems';
import { broadcastFields } from './broadcasts.schema';
import type { campaignForm } from './campaigns.schema';
import { importList, type Imported } from './import-list';
import { openList } from './open-list';
import { startBroadcast } from './operate-broadcast';

export interface NewCampaign {
  accountId: string;
  list: SentList;
  form: z.output<typeof campaignForm>;
}

/** What the fields are called there and here, so that a refusal names the field that was sent. */
const SEED_NAMES: Readonly<Record<string, string>> = {
  title: 'titulo_campana',
  template: 'plantilla',
  sender: 'buzon',
  language: 'idioma',
  file: 'archivo_csv',
};

/** Makes a broadcast and starts it at once, as seed 002 does: both, or neither. */
export async function createCampaign(
  { accountId, list, form }: NewCampaign,
  deps: ApiDeps,
): Promise<Imported | Problem> {
  const fields = broadcastFields.parse({
    title: form.titulo_campana,
    template: form.plantilla,
    sender: form.buzon,
    language: form.idioma,
  });
  const opened = await openList({ accountId, fields, list }, deps);
  if (opened.kind === 'problem') return inSeedWords(opened);
  const imported = await importList(accountId, { list: opened, fields }, deps);
  if (imported.kind === 'problem') return imported;
  const { id: broadcastId } = imported.broadcast;
  const started = await startUnlessEmpty(imported, deps);
  if (started === null) return imported;
  await deps.broadcasts.discard(accountId, broadcastId);
  return started;
}

/** Null when it was started. */
async function startUnlessEmpty({ broadcast, survey }: Imported, deps: ApiDeps): Promise<Problem | null> {
  const { accountId, id: broadcastId, total } = broadcast;
  if (total > 0) {
    const started = await startBroadcast({ accountId, broadcastId }, null, deps);
    return started.kind === 'problem' ? started : null;
  }
  const { rows, problems } = survey.result();
  const detail = `None of the ${rows} rows can be sent to. Nothing was changed.`;
  const errors = problems.map(({ line, detail: message }) => ({ path: `line ${line}`, message }));
  return problem('invalid_request', detail, { errors });
}

function inSeedWords(refusal: Problem): Problem {
  const errors = refusal.errors?.map(({ path, message }) => ({ path: SEED_NAMES[path] ?? path, message }));
  return errors === undefined ? refusal : { ...refusal, errors };
}
