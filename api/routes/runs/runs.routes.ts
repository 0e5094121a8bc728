import { readPage } from '../../paging';
import { notFound } from '../../problems';
import { defineRoute, reply, type Route } from '../../route';
import { presentRun, presentRunLine } from './runs.presenter';
import { runDetailView, runListQuery, runPage, runParams, runQuery, runsParams } from './runs.schema';

/** What each day of a program came to. */
export const runRoutes: readonly Route[] = [
  defineRoute({
    method: 'get',
    path: '/api/programs/{id}/runs',
    operationId: 'listRuns',
    summary: 'Runs of a program, newest first',
    tag: 'Runs',
    access: 'programs:read',
    params: runsParams,
    query: runListQuery,
    response: { status: 200, description: 'A page', schema: runPage },
    handler: async ({ accountId, params: { id: programId }, query }, { programs, runReports }) => {
      if (!(await programs.get(accountId, programId))) return notFound('program');
      const before = query.cursor ?? null;
      return reply(
        await readPage({
          limit: query.limit,
          read: (limit) => runReports.list({ accountId, programId, before, limit }),
          cursorOf: (run) => run.localDate,
          present: presentRun,
        }),
      );
    },
  }),

  defineRoute({
    method: 'get',
    path: '/api/programs/{id}/runs/{date}',
    operationId: 'getRun',
    summary: "One date's run, with a line for each contact",
    tag: 'Runs',
    access: 'programs:read',
    params: runParams,
    query: runQuery,
    response: { status: 200, description: 'The run', schema: runDetailView },
    handler: async ({ accountId, params, query }, { runReports }) => {
      const where = { accountId, programId: params.id, localDate: params.date };
      const run = await runReports.get(accountId, params.id, params.date);
      if (!run) return notFound('run of the program on this date');
      const lines = await readPage({
        limit: query.limit,
        read: (limit) => runReports.lines({ ...where, after: query.cursor ?? null, limit }),
        cursorOf: (line) => line.id,
        present: presentRunLine,
      });
      return reply({ ...presentRun(run), lines });
    },
  }),
];
