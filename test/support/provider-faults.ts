import type { Response } from 'express';
import { z } from 'zod';

export const milliseconds = z.number().int().min(0);
export const chance = z.number().min(0).max(1);
const failure = z.number().int().min(500).default(500);

/** One way for a call that makes a message to go wrong; the same words for every fake provider. */
export const fault = z.discriminatedUnion('kind', [
  /** The message is made; the caller never hears. */
  z.object({ kind: z.literal('accept-then-hang') }),
  z.object({ kind: z.literal('accept-then-reset') }),
  z.object({ kind: z.literal('fail-after-accept'), status: failure }),
  /** The message is made and the answer comes a byte at a time. */
  z.object({ kind: z.literal('accept-then-drip'), ms: milliseconds }),
  /** The message is made after a while. */
  z.object({ kind: z.literal('slow'), ms: milliseconds }),
  /** The message is not made. */
  z.object({ kind: z.literal('reset-before') }),
  z.object({ kind: z.literal('hang-before') }),
  z.object({ kind: z.literal('fail-before'), status: failure }),
  z.object({ kind: z.literal('too-many'), retryAfterSeconds: z.number().int().min(0).optional() }),
  z.object({
    kind: z.literal('reject'),
    code: z.number().int().positive(),
    status: z.number().int().min(400).max(499).default(400),
  }),
]);
export type Fault = z.infer<typeof fault>;

/** Faults to come: for the next calls one each (null lets a call pass), for the others by chance. */
export interface FaultPlan {
  next: (Fault | null)[];
  chances: { fault: Fault; chance: number }[];
}

export interface Reply {
  status: number;
  body: object;
  headers?: Record<string, string>;
}

/** How one provider makes a message and answers, well and badly. */
export interface Conduct {
  /** Makes the message; what a caller who hears of it is told. */
  accept(): Reply;
  failed(status: number): Reply;
  tooMany(retryAfterSeconds: number | undefined): Reply;
  refused(refusal: { code: number; status: number }): Reply;
}

/** The next call's fault, null for none. */
export function drawFault(plan: FaultPlan, random: () => number): Fault | null {
  const scripted = plan.next.shift();
  if (scripted !== undefined) return scripted;
  return plan.chances.find((one) => random() < one.chance)?.fault ?? null;
}

/** Answers one call in the way the fault wants it to go. */
export function misbehave(fault: Fault, conduct: Conduct, res: Response): void {
  switch (fault.kind) {
    case 'accept-then-hang':
      conduct.accept();
      break;
    case 'accept-then-reset':
      conduct.accept();
      reset(res);
      break;
    case 'fail-after-accept':
      conduct.accept();
      reply(res, conduct.failed(fault.status));
      break;
    case 'accept-then-drip':
      drip(res, { ...conduct.accept(), ms: fault.ms });
      break;
    case 'slow':
      setTimeout(() => reply(res, conduct.accept()), fault.ms);
      break;
    case 'reset-before':
      reset(res);
      break;
    case 'hang-before':
      break;
    case 'fail-before':
      reply(res, conduct.failed(fault.status));
      break;
    case 'too-many':
      reply(res, conduct.tooMany(fault.retryAfterSeconds));
      break;
    case 'reject':
      reply(res, conduct.refused(fault));
      break;
  }
}

export function reply(res: Response, { status, body, headers = {} }: Reply): void {
  res.set(headers).status(status).json(body);
}

function reset(res: Response): void {
  res.req.socket.resetAndDestroy();
}

function drip(res: Response, { status, body, ms }: Reply & { ms: number }): void {
  const text = JSON.stringify(body);
  res.status(status).type('json');
  let sent = 0;
  const timer = setInterval(() => {
    res.write(text.charAt(sent));
    sent += 1;
    if (sent < text.length && !res.destroyed) return;
    clearInterval(timer);
    res.end();
  }, ms);
  res.once('close', () => clearInterval(timer));
}
