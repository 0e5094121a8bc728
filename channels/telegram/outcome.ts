import { z } from 'zod';
import type { Rejected, SendOutcome } from '../../domain/messaging/outcome';
import type { Answer, Exchange } from '../http-exchange';
import { outcomeWithoutAnswer, tooManyRequests } from '../http-outcome';

const LONGEST_RETRY_MS = 3_600_000;
/** The message was refused because Telegram no longer takes a file by the id it once gave it. */
export const FILE_ID_UNKNOWN = 'file-id-unknown';

const failureBody = z.looseObject({
  error_code: z.int().optional(),
  description: z.string().default(''),
  parameters: z
    .looseObject({ retry_after: z.number().min(0).optional(), migrate_to_chat_id: z.int().optional() })
    .default({}),
});
type Failure = z.infer<typeof failureBody>;

/** Telegram names the reasons of 400 and 403 in words only; each that asks something else of us has a code. */
const REASONS: readonly { pattern: RegExp; code: string; detail: string; optedOut: boolean }[] = [
  {
    pattern: /bot was blocked by the user/i,
    code: 'bot-blocked',
    detail: 'the person blocked the bot',
    optedOut: true,
  },
  {
    pattern: /user is deactivated/i,
    code: 'user-deactivated',
    detail: "the person's account is gone",
    optedOut: false,
  },
  {
    pattern: /can't initiate conversation/i,
    code: 'not-started',
    detail: 'the person has to press start in the bot first',
    optedOut: false,
  },
  {
    pattern: /chat not found/i,
    code: 'chat-not-found',
    detail: 'the bot knows no such chat',
    optedOut: false,
  },
  {
    pattern: /wrong (remote )?file identifier|wrong file_id|can't use file of type/i,
    code: FILE_ID_UNKNOWN,
    detail: 'it knows no such file',
    optedOut: false,
  },
  {
    pattern: /failed to get http url content|wrong type of the web page content|webpage_/i,
    code: 'file-not-fetched',
    detail: 'it could not fetch the file from its address, or takes no file of that kind',
    optedOut: false,
  },
  {
    pattern: /message is too long/i,
    code: 'text-too-long',
    detail: 'the text is too long',
    optedOut: false,
  },
];

/** The other codes an operator meets most; Telegram's own text is never kept. */
const EXPLANATIONS: Readonly<Record<string, string>> = {
  '401': 'the bot token is wrong',
  '403': 'the bot may not write there',
  '404': 'the bot token is wrong',
};

/** What a failed call means for the send (core.telegram.org/bots/api, making requests). */
export function outcomeOfFailure(exchange: Exchange): SendOutcome {
  const without = outcomeWithoutAnswer(exchange, 'Telegram');
  if (without) return without;
  if (exchange.kind !== 'answered') throw new Error('An exchange without answer has an outcome');
  const failure = failureIn(exchange);
  if (exchange.status === 429) return slowDown(exchange, failure);
  return refusalOf(failure, failure.error_code ?? exchange.status);
}

/** The wait is for the whole bot, and comes in the body and not in a header. */
function slowDown(answer: Answer, { parameters }: Failure): SendOutcome {
  const otherwise = tooManyRequests(answer, 'Telegram');
  if (parameters.retry_after === undefined) return otherwise;
  return {
    ...otherwise,
    wholeSender: true,
    retryAfterMs: Math.min(parameters.retry_after * 1000, LONGEST_RETRY_MS),
  };
}

function refusalOf({ description, parameters }: Failure, status: number): Rejected {
  const movedTo = parameters.migrate_to_chat_id;
  if (movedTo !== undefined) {
    const detail = `Telegram refused the message: the group became a supergroup, its chat id is now ${movedTo}`;
    return { kind: 'rejected', code: 'chat-migrated', detail, optedOut: false };
  }
  const reason = REASONS.find(({ pattern }) => pattern.test(description));
  if (reason) {
    const { code, optedOut } = reason;
    return { kind: 'rejected', code, detail: `Telegram refused the message: ${reason.detail}`, optedOut };
  }
  const code = String(status);
  const known = Object.hasOwn(EXPLANATIONS, code) ? EXPLANATIONS[code] : undefined;
  const detail = known ? `Telegram refused the message: ${known}` : 'Telegram refused the message';
  const blames = code === '401' || code === '404' ? { blames: 'credentials' as const } : {};
  return { kind: 'rejected', code, detail, optedOut: false, ...blames };
}

function failureIn(answer: Answer): Failure {
  try {
    return failureBody.parse(JSON.parse(answer.text));
  } catch {
    return failureBody.parse({});
  }
}
