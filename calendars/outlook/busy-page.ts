import { z } from 'zod';
import type { Interval } from '../../domain/calendar/free-slots';
import { callProvider, type CallFailure, type ProviderLine } from '../call-provider';

/** In UTC, which the call asks for; with seven decimals, and without a zone of its own. */
const moment = z
  .object({
    dateTime: z.string().regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z?$/),
    timeZone: z.literal('UTC'),
  })
  .transform(({ dateTime }) => Date.parse(`${dateTime.slice(0, 19)}Z`));

const viewAnswer = z.object({
  value: z.array(
    z.object({
      start: moment,
      end: moment,
      showAs: z.string().default('busy'),
      isCancelled: z.boolean().default(false),
    }),
  ),
  '@odata.nextLink': z.string().optional(),
});

/** An event may be free, tentative, busy, oof, workingElsewhere or unknown: these two leave its owner's time to others. */
const LEAVES_TIME = new Set(['free', 'workingElsewhere']);

/** One page of what is in a calendar (learn.microsoft.com/en-us/graph/api/user-list-calendarview). */
export async function readBusyPage(
  line: ProviderLine,
  url: string,
  token: string,
): Promise<{ kind: 'read'; busy: Interval[]; next: string | undefined } | CallFailure> {
  const headers = { prefer: 'outlook.timezone="UTC"' };
  const answer = await callProvider(line, { method: 'GET', url, token, headers }, viewAnswer);
  if (answer.kind !== 'answered') return answer;
  const busy = answer.body.value
    .filter(({ showAs, isCancelled }) => !isCancelled && !LEAVES_TIME.has(showAs))
    .map(({ start, end }) => ({ startsAt: start, endsAt: end }));
  return { kind: 'read', busy, next: answer.body['@odata.nextLink'] };
}
