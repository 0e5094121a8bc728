import { z } from 'zod';
import type { ApiDeps } from '../../api-deps';
import { pageFields, pageOf, readPage } from '../../paging';
import { notFound, problem } from '../../problems';
import { defineRoute, reply, type Route } from '../../route';
import { presentBroadcast } from './broadcasts.presenter';
import {
  broadcastFields,
  broadcastQuery,
  broadcastView,
  createdView,
  surveyView,
  titleField,
  type BroadcastFields,
} from './broadcasts.schema';
import { importList } from './import-list';
import { openList, type OpenList } from './open-list';
import { sortRows } from './sort-rows';
import { createSurvey } from './survey';
import { takeList } from './take-list';

export const broadcastParams = z.strictObject({ id: z.uuid() });
export const broadcastPage = pageOf(broadcastView);

/** A dry run may come before anybody thinks of a title. */
const dryFields = broadcastFields.extend({ title: titleField.default('-') });

/** One message to a list: made of a CSV, tried without effect, listed and looked at. */
export const broadcastRoutes: readonly Route[] = [
  defineRoute({
    method: 'post',
    path: '/api/broadcasts/validate',
    operationId: 'validateBroadcast',
    summary:
      'What a list would come to: counts, problems, the first messages and how long it takes; writes nothing',
    tag: 'Broadcasts',
    access: 'broadcasts:read',
    query: broadcastQuery,
    body: { type: 'list', fields: dryFields, fileField: 'file' },
    response: { status: 200, description: 'What it would come to', schema: surveyView },
    handler: async ({ accountId, query, body }, deps) => {
      const survey = await takeList(
        { upload: body, query, schema: dryFields },
        async (list, fields) => {
          const opened = await openList({ accountId, fields, list }, deps);
          if (opened.kind === 'problem') return opened;
          return {
            kind: 'surveyed' as const,
            survey: await surveyed(accountId, { list: opened, fields }, deps),
          };
        },
        deps,
      );
      return survey.kind === 'problem' ? survey : reply(survey.survey.result());
    },
  }),

  defineRoute({
    method: 'post',
    path: '/api/broadcasts',
    operationId: 'createBroadcast',
    summary: 'Makes a draft of a list; a bad row stops no other, and each is reported',
    tag: 'Broadcasts',
    access: 'broadcasts:write',
    query: broadcastQuery,
    body: { type: 'list', fields: broadcastFields, fileField: 'file' },
    refusals: ['conflict'],
    response: { status: 201, description: 'The draft, and what became of the rows', schema: createdView },
    handler: async ({ accountId, query, body }, deps) => {
      const made = await takeList(
        { upload: body, query, schema: broadcastFields },
        async (list, fields) => {
          const opened = await openList({ accountId, fields, list }, deps);
          return opened.kind === 'problem' ? opened : importList(accountId, { list: opened, fields }, deps);
        },
        deps,
      );
      if (made.kind === 'problem') return made;
      const { broadcast, survey } = made;
      const tally = await deps.broadcasts.tally(accountId, broadcast.id);
      return reply(
        { broadcast: presentBroadcast(broadcast, tally), survey: survey.result() },
        { headers: { location: `/api/broadcasts/${broadcast.id}` } },
      );
    },
  }),

  defineRoute({
    method: 'get',
    path: '/api/broadcasts',
    operationId: 'listBroadcasts',
    summary: 'Broadcasts with their progress, newest first',
    tag: 'Broadcasts',
    access: 'broadcasts:read',
    query: z.strictObject(pageFields),
    response: { status: 200, description: 'A page', schema: broadcastPage },
    handler: async ({ accountId, query: { limit, cursor } }, { broadcasts }) => {
      const page = await readPage({
        limit,
        read: (count) => broadcasts.list({ accountId, before: cursor ?? null, limit: count }),
        cursorOf: ({ id }) => id,
        present: (broadcast) => broadcast,
      });
      const tallies = await broadcasts.tallies(
        accountId,
        page.items.map(({ id }) => id),
      );
      const items = page.items.flatMap((broadcast) => {
        const tally = tallies.get(broadcast.id);
        return tally ? [presentBroadcast(broadcast, tally)] : [];
      });
      return reply({ ...page, items });
    },
  }),

  defineRoute({
    method: 'get',
    path: '/api/broadcasts/{id}',
    operationId: 'getBroadcast',
    summary: 'One broadcast with its progress',
    tag: 'Broadcasts',
    access: 'broadcasts:read',
    params: broadcastParams,
    response: { status: 200, description: 'The broadcast', schema: broadcastView },
    handler: async ({ accountId, params }, { broadcasts }) => {
      const found = await broadcasts.findCounted(accountId, { id: params.id });
      if (!found) return notFound('broadcast');
      return reply(presentBroadcast(found.broadcast, found.tally));
    },
  }),

  defineRoute({
    method: 'delete',
    path: '/api/broadcasts/{id}',
    operationId: 'discardBroadcast',
    summary: 'Discards a draft; one that was begun stays, with what became of everybody',
    tag: 'Broadcasts',
    access: 'broadcasts:write',
    params: broadcastParams,
    refusals: ['conflict'],
    response: { status: 204, description: 'It is gone' },
    handler: async ({ accountId, params }, { broadcasts }) => {
      const broadcast = await broadcasts.get(accountId, params.id);
      if (!broadcast) return notFound('broadcast');
      if (await broadcasts.discard(accountId, params.id)) return reply(undefined);
      return problem('conflict', `The broadcast is ${broadcast.state}: only a draft can be discarded.`);
    },
  }),
];

/** Goes through a list as an import would, and writes nothing. */
async function surveyed(
  accountId: string,
  { list, fields }: { list: OpenList; fields: BroadcastFields },
  deps: ApiDeps,
) {
  const { ratePerSecond = null, category } = fields;
  const survey = createSurvey(list, { ratePerSecond, category, prices: deps.broadcastSettings.prices });
  for await (const { accepted, rejected } of sortRows(accountId, list, deps)) {
    for (const row of accepted) survey.accept(row);
    for (const row of rejected) survey.reject(row);
  }
  return survey;
}
