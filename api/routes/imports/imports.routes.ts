import { notFound } from '../../problems';
import { defineRoute, reply, type Route } from '../../route';
import { writeLegacyCsv } from '../programs/write-legacy-csv';
import { exportedRows } from './export-enrollments';
import { importEnrollments } from './import-enrollments';
import { importParams, importQuery, importView } from './imports.schema';

/** The old script's CSV, both ways. */
export const importRoutes: readonly Route[] = [
  defineRoute({
    method: 'post',
    path: '/api/programs/{id}/enrollments/import',
    operationId: 'importEnrollments',
    summary: "Takes contacts over from the old script's CSV, each where it stood; a bad row stops no other",
    tag: 'Enrollments',
    access: 'programs:write',
    params: importParams,
    query: importQuery,
    body: { type: 'csv' },
    response: { status: 200, description: 'What became of the rows', schema: importView },
    handler: async ({ accountId, params, query, body }, deps) => {
      const program = await deps.programs.get(accountId, params.id);
      if (!program) return notFound('program');
      const channel = query.channel ?? deps.defaultChannel;
      const result = await importEnrollments({ program, channel, file: body }, deps);
      if (result.kind === 'problem') return result;
      const { rows, contacts, imported, refused, errorCount, errors } = result;
      return reply({ rows, contacts, imported, refused, errorCount, errors });
    },
  }),

  defineRoute({
    method: 'get',
    path: '/api/programs/{id}/export.csv',
    operationId: 'exportEnrollments',
    summary: "Every enrollment in the old script's columns; importing the file gives the same state",
    tag: 'Enrollments',
    access: 'programs:read',
    params: importParams,
    response: { status: 200, description: 'The file', contentType: 'text/csv' },
    handler: async ({ accountId, params }, deps) => {
      const program = await deps.programs.get(accountId, params.id);
      if (!program) return notFound('program');
      const headers = { 'content-disposition': `attachment; filename="enrollments-${program.id}.csv"` };
      return reply(writeLegacyCsv(exportedRows(program, deps)), { headers });
    },
  }),
];
