import { z } from 'zod';
import { NO_SENDS } from '../../../domain/broadcasts/progress';
import { readiness } from '../../health';
import { problem } from '../../problems';
import { defineRoute, reply, type Route } from '../../route';
import { presentCampaign } from './broadcasts.presenter';
import {
  campaignCreated,
  campaignForm,
  campaignList,
  campaignParams,
  campaignStatus,
  systemStatus,
} from './campaigns.schema';
import { createCampaign } from './create-campaign';
import { takeList } from './take-list';

/** As many as a screen of the seed ever showed; /api/broadcasts has all of them, by pages. */
const MOST_CAMPAIGNS = 1000;

/** Seed 002's four addresses and answers; the same broadcasts as under /api/broadcasts. */
export const campaignRoutes: readonly Route[] = [
  defineRoute({
    method: 'post',
    path: '/api/crear-campana',
    operationId: 'crearCampana',
    summary: 'Makes a broadcast of a CSV and starts it at once',
    tag: 'Campañas',
    access: 'broadcasts:write',
    query: campaignForm.partial().extend({ idioma: z.string().optional() }),
    body: { type: 'list', fields: campaignForm, fileField: 'archivo_csv' },
    refusals: ['conflict'],
    response: { status: 200, description: 'It is under way', schema: campaignCreated },
    handler: async ({ accountId, query, body }, deps) => {
      const made = await takeList(
        { upload: body, query, schema: campaignForm },
        (list, form) => createCampaign({ accountId, list, form }, deps),
        deps,
      );
      if (made.kind === 'problem') return made;
      const { title, total } = made.broadcast;
      return reply({
        success: true as const,
        campaign_id: title,
        total_messages: total,
        message: 'Campaña creada exitosamente',
      });
    },
  }),

  defineRoute({
    method: 'get',
    path: '/api/estado-cola/{campaign_id}',
    operationId: 'estadoCola',
    summary: 'How far a broadcast has come; failed counts everybody who will not get it',
    tag: 'Campañas',
    access: 'broadcasts:read',
    params: campaignParams,
    response: { status: 200, description: 'The counts', schema: campaignStatus },
    handler: async ({ accountId, params }, deps) => {
      const named = params.campaign_id;
      const id = UUID.test(named) ? named : undefined;
      const found = await deps.broadcasts.findCounted(accountId, { title: named, id });
      if (!found) return problem('not_found', 'There is no campaign of this title or id.');
      const counts = presentCampaign(found.broadcast, found.tally);
      return reply({ campaign_id: named, ...counts, progress: sentShare(counts) });
    },
  }),

  defineRoute({
    method: 'get',
    path: '/api/listar-campanas',
    operationId: 'listarCampanas',
    summary: `Broadcasts with their counts, newest first, at most ${MOST_CAMPAIGNS}`,
    tag: 'Campañas',
    access: 'broadcasts:read',
    response: { status: 200, description: 'The campaigns', schema: campaignList },
    handler: async ({ accountId }, { broadcasts }) => {
      const found = await broadcasts.list({ accountId, before: null, limit: MOST_CAMPAIGNS });
      const tallies = await broadcasts.tallies(
        accountId,
        found.map(({ id }) => id),
      );
      const campaigns = found.map((broadcast) => ({
        id: broadcast.title,
        ...presentCampaign(broadcast, tallies.get(broadcast.id) ?? NO_SENDS),
      }));
      return reply({ campaigns, total_campaigns: campaigns.length });
    },
  }),

  defineRoute({
    method: 'get',
    path: '/api/estado-sistema',
    operationId: 'estadoSistema',
    summary: 'Whether broadcasts can be sent here, and how many at once',
    tag: 'Campañas',
    access: 'broadcasts:read',
    response: { status: 200, description: 'The state', schema: systemStatus },
    handler: async (_request, { readinessChecks, broadcastSettings, broadcastWorkerRuns }) => {
      const [{ checks }, worker] = await Promise.all([readiness(readinessChecks), broadcastWorkerRuns()]);
      const { instanceId, batchSize, lanes } = broadcastSettings;
      return reply({
        instance_id: instanceId,
        uptime_seconds: Math.floor(process.uptime()),
        worker_running: worker,
        redis_connected: null,
        batch_size: batchSize,
        max_concurrent: lanes,
        database_connected: checks['database'] === 'ok',
        temporal_connected: checks['temporal'] === 'ok',
      });
    },
  }),
];

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** With one decimal, as the seed reckons it: 3,500 of 5,000 is 70. */
function sentShare({ sent, total }: { sent: number; total: number }): number {
  return total === 0 ? 0 : Math.floor((sent / total) * 1000) / 10;
}
