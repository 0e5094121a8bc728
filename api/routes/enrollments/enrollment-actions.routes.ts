import type { ApiDeps } from '../../api-deps';
import { notFound, type Problem } from '../../problems';
import { defineRoute, json, reply, type Reply, type Route } from '../../route';
import type { OperatorAction } from '../../temporal/ports';
import { presentEnrollment } from './enrollments.presenter';
import {
  enrollmentParams,
  enrollmentView,
  excludeBody,
  migrateBody,
  nothingBody,
  pauseBody,
} from './enrollments.schema';
import { operate } from './operate';

interface Asked {
  accountId: string;
  params: { id: string };
}

async function act({ accountId, params }: Asked, action: OperatorAction, deps: ApiDeps) {
  const answer = await operate({ accountId, enrollmentId: params.id, action }, deps);
  if (answer.kind === 'problem') return answer;
  const { contactId } = answer.enrollment;
  const phones = await deps.programContacts.phonesOf(accountId, [contactId]);
  return reply(presentEnrollment(answer.enrollment, phones.get(contactId) ?? null));
}

const common = {
  method: 'post',
  tag: 'Enrollments',
  access: 'programs:write',
  params: enrollmentParams,
  response: { status: 200, description: 'The enrollment after it', schema: enrollmentView },
} as const;
const refusals: ['conflict'] = ['conflict'];

/** What an operator may do to one enrollment. */
export const enrollmentActionRoutes: readonly Route[] = [
  defineRoute({
    ...common,
    refusals,
    path: '/api/enrollments/{id}/pause',
    operationId: 'pauseEnrollment',
    summary: 'Holds every evaluation until it is resumed',
    body: json(pauseBody),
    handler: (request, deps) => act(request, { kind: 'pause', reason: request.body.reason }, deps),
  }),
  defineRoute({
    ...common,
    refusals,
    path: '/api/enrollments/{id}/resume',
    operationId: 'resumeEnrollment',
    summary: 'Takes a paused enrollment up where it stood',
    body: json(nothingBody),
    handler: (request, deps) => act(request, { kind: 'resume' }, deps),
  }),
  defineRoute({
    ...common,
    refusals,
    path: '/api/enrollments/{id}/exclude',
    operationId: 'excludeEnrollment',
    summary: 'Excludes the contact from the program, for ever',
    body: json(excludeBody),
    handler: (request, deps) => act(request, { kind: 'exclude', reason: request.body.reason }, deps),
  }),
  defineRoute({
    ...common,
    refusals,
    path: '/api/enrollments/{id}/retry-day',
    operationId: 'retryDay',
    summary: 'Gives the current day a fresh set of attempts',
    body: json(nothingBody),
    handler: (request, deps) => act(request, { kind: 'retry-day' }, deps),
  }),
  defineRoute({
    ...common,
    refusals,
    path: '/api/enrollments/{id}/migrate',
    operationId: 'migrateEnrollment',
    summary: 'Moves the enrollment to another version of its program',
    body: json(migrateBody),
    handler: async (request, deps): Promise<Reply<ReturnType<typeof presentEnrollment>> | Problem> => {
      const version = await wantedVersion(request, deps);
      return typeof version === 'number' ? act(request, { kind: 'migrate', version }, deps) : version;
    },
  }),
];

/** The version asked for, which must have been published; the newest when none was. */
async function wantedVersion(
  { accountId, params, body }: Asked & { body: { version?: number | undefined } },
  { enrollments, programs }: ApiDeps,
): Promise<number | Problem> {
  const enrollment = await enrollments.get(accountId, params.id);
  const program = enrollment && (await programs.get(accountId, enrollment.programId));
  if (!program) return notFound('enrollment');
  const version = body.version ?? program.currentVersion;
  return (await programs.version(accountId, program.id, version))
    ? version
    : notFound('version of the program');
}
