import { isDeepStrictEqual } from 'node:util';
import { readPage } from '../../paging';
import { notFound, problem } from '../../problems';
import { defineRoute, json, reply, type Route } from '../../route';
import { checkScenarios } from './check-scenarios';
import { presentListedProgram, presentProgram } from './programs.presenter';
import { fillIn } from './fill-in';
import { programBody } from './programs.schema';
import { programListQuery, programPage, programParams, programView } from './programs.views';

const nameTaken = (name: string) =>
  problem(
    'conflict',
    `There is a program called "${name}" already: choose another name, or PUT a new version.`,
  );

/** Programs and their versions. */
export const programRoutes: readonly Route[] = [
  defineRoute({
    method: 'post',
    path: '/api/programs',
    operationId: 'createProgram',
    summary: 'Makes a program and publishes its version 1',
    tag: 'Programs',
    access: 'programs:write',
    body: json(programBody),
    refusals: ['conflict'],
    response: { status: 201, description: 'The program', schema: programView },
    handler: async ({ accountId, body: written }, deps) => {
      const body = await fillIn(accountId, written, deps);
      if ('kind' in body) return body;
      const refusal = await checkScenarios(accountId, body, deps);
      if (refusal) return refusal;
      const program = await deps.programs.create(accountId, body);
      if (!program) return nameTaken(body.name);
      return reply(presentProgram(program), { headers: { location: `/api/programs/${program.id}` } });
    },
  }),

  defineRoute({
    method: 'get',
    path: '/api/programs',
    operationId: 'listPrograms',
    summary: 'Programs, oldest first',
    tag: 'Programs',
    access: 'programs:read',
    query: programListQuery,
    response: { status: 200, description: 'A page', schema: programPage },
    handler: async ({ accountId, query: { limit, cursor } }, { programs }) =>
      reply(
        await readPage({
          limit,
          read: (count) => programs.list({ accountId, limit: count, after: cursor ?? null }),
          cursorOf: (program) => program.id,
          present: presentListedProgram,
        }),
      ),
  }),

  defineRoute({
    method: 'get',
    path: '/api/programs/{id}',
    operationId: 'getProgram',
    summary: 'A program with its newest definition',
    tag: 'Programs',
    access: 'programs:read',
    params: programParams,
    response: { status: 200, description: 'The program', schema: programView },
    handler: async ({ accountId, params }, { programs }) => {
      const program = await programs.get(accountId, params.id);
      return program ? reply(presentProgram(program)) : notFound('program');
    },
  }),

  defineRoute({
    method: 'put',
    path: '/api/programs/{id}',
    operationId: 'publishProgram',
    summary: 'Publishes a new version; enrollments stay on theirs until they are migrated',
    tag: 'Programs',
    access: 'programs:write',
    params: programParams,
    body: json(programBody),
    refusals: ['conflict'],
    response: {
      status: 200,
      description: 'The program; the same definition again makes no version',
      schema: programView,
    },
    handler: async ({ accountId, params, body: written }, deps) => {
      const { programs } = deps;
      const present = await programs.get(accountId, params.id);
      if (!present) return notFound('program');
      const body = await fillIn(accountId, written, deps);
      if ('kind' in body) return body;
      const refusal = await checkScenarios(accountId, body, deps);
      if (refusal) return refusal;
      if (isDeepStrictEqual(present.current.definition, body)) return reply(presentProgram(present));
      const published = await programs.publish(accountId, params.id, body);
      if (published === 'name-taken') return nameTaken(body.name);
      if (!published) return notFound('program');
      const change = {
        before: { version: present.current.version },
        after: { version: published.current.version },
      };
      return reply(presentProgram(published), { change });
    },
  }),
];
