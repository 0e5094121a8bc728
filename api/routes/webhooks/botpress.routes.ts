import { z } from 'zod';
import { parseProgress, type BotProgress } from '../../../channels/botpress/parse-progress';
import { verifyBotpressSecret } from '../../../channels/botpress/verify-secret';
import type { ApiDeps } from '../../api-deps';
import { receiveProgress, type ContactProgress } from '../../inbound/receive-progress';
import { normalizePhone } from '../../phone';
import { notFound, problem, type Problem } from '../../problems';
import { defineRoute, json, reply, type Route, type WebhookVerifier } from '../../route';

const knowsTheSecret: WebhookVerifier = ({ header }, { webhookSecrets }) =>
  verifyBotpressSecret({
    expected: webhookSecrets.botpressSecret ?? undefined,
    received: header('x-bp-secret'),
  });

/** Two shapes, and a table's own columns beside them; the channel says what is wrong with a body. */
const progressBody = z.looseObject({ clientNumber: z.union([z.string(), z.number()]) }).meta({
  id: 'Progress',
  description:
    'One day {clientNumber, session, day, status}, or all of them {clientNumber, session1: {"1": "2", …}, …}',
});

const takenView = z
  .strictObject({
    applied: z.int().meta({ description: 'Reports that said something new' }),
    unchanged: z.int().meta({ description: 'Reports of what was known: a status only rises' }),
  })
  .meta({ id: 'ProgressTaken' });

function readProgress(body: unknown): { kind: 'read'; progress: BotProgress; phone: string } | Problem {
  const parsed = parseProgress(body);
  if (!parsed.ok) return problem('invalid_request', parsed.problems.join('; '));
  const phone = normalizePhone(parsed.progress.clientNumber);
  if (phone === null) return problem('invalid_request', 'clientNumber: is not a phone number');
  return { kind: 'read', progress: parsed.progress, phone };
}

/** A program that has no such day is passed over; when none has it, the last one's refusal is the answer. */
async function reportEverywhere(
  programs: readonly string[],
  progress: Omit<ContactProgress, 'programId'>,
  deps: ApiDeps,
) {
  const answers = [];
  for (const programId of programs) answers.push(await receiveProgress({ ...progress, programId }, deps));
  const taken = answers.filter((answer) => answer.kind === 'taken');
  const refusal = answers.find((answer) => answer.kind === 'problem');
  if (taken.length === 0 && refusal) return refusal;
  return reply({
    applied: taken.reduce((sum, { applied }) => sum + applied, 0),
    unchanged: taken.reduce((sum, { unchanged }) => sum + unchanged, 0),
  });
}

const common = {
  method: 'post',
  tag: 'Webhooks',
  access: { webhook: knowsTheSecret },
  body: json(progressBody),
  headers: { 'x-bp-secret': { required: true, description: 'The shared secret, BOTPRESS_WEBHOOK_SECRET' } },
  response: { status: 200, description: 'Taken', schema: takenView },
} as const;

/** What the external bot tells us of a contact's progress. */
export const botpressRoutes: readonly Route[] = [
  defineRoute({
    ...common,
    path: '/api/programs/{id}/progress',
    operationId: 'reportProgress',
    summary: "A contact's progress in one program, from its external bot",
    params: z.strictObject({ id: z.uuid() }),
    refusals: ['conflict'],
    handler: async ({ params, body }, deps) => {
      const read = readProgress(body);
      if (read.kind === 'problem') return read;
      const accountId = await deps.programs.accountOf(params.id);
      if (accountId === null) return notFound('program');
      const { phone, progress } = read;
      const where = { accountId, programId: params.id, phone, reports: progress.reports };
      const taken = await receiveProgress(where, deps);
      return taken.kind === 'problem' ? taken : reply({ applied: taken.applied, unchanged: taken.unchanged });
    },
  }),

  defineRoute({
    ...common,
    path: '/api/webhook/botpress',
    operationId: 'receiveFromBotpress',
    summary: "A contact's progress, from an external bot that knows no program ids: for every running one",
    refusals: ['not_found', 'conflict'],
    handler: async ({ body }, deps) => {
      const read = readProgress(body);
      if (read.kind === 'problem') return read;
      const account = await deps.accounts.first();
      const programs = account ? await deps.programContacts.programsOf(account.id, read.phone) : [];
      if (!account || programs.length === 0) {
        return problem('not_found', 'No contact with this number is enrolled in a running program.');
      }
      const { phone, progress } = read;
      const everywhere = { accountId: account.id, phone, reports: progress.reports };
      return reportEverywhere(programs, everywhere, deps);
    },
  }),
];
