import type { Request, Response } from 'express';
import { z } from 'zod';
import { drawFault, misbehave, reply } from '../provider-faults';
import type { Conduct, Reply } from '../provider-faults';
import type { AcceptedMessage } from './fake-meta';
import { createdResource, errorResource } from './resources';
import type { Script } from './script';
import { newMessageId } from './webhook-events';

export interface SendDeps {
  accessToken: string;
  script: Script;
  random: () => number;
  accept(message: AcceptedMessage): void;
}

const text = z.looseObject({ type: z.literal('text'), text: z.looseObject({ body: z.string().min(1) }) });
const template = z.looseObject({
  type: z.literal('template'),
  template: z.looseObject({ name: z.string(), language: z.looseObject({ code: z.string() }) }),
});
const sendBody = z.intersection(
  z.looseObject({
    messaging_product: z.literal('whatsapp'),
    to: z.string().optional(),
    recipient: z.string().optional(),
    biz_opaque_callback_data: z.string().max(512).optional(),
  }),
  z.discriminatedUnion('type', [text, template]),
);
type SendBody = z.infer<typeof sendBody>;

/** Answers one call of the messages endpoint, in the way the script wants it to go. */
export function sendMessage(deps: SendDeps, req: Request, res: Response): void {
  if (req.get('authorization') !== `Bearer ${deps.accessToken}`) {
    reply(res, failed({ status: 401, code: 190, details: 'Invalid OAuth access token' }));
    return;
  }
  const { data } = sendBody.safeParse(req.body);
  const to = data?.to ?? data?.recipient;
  if (!data || to === undefined) {
    reply(res, failed({ status: 400, code: 100, details: 'Invalid parameter' }));
    return;
  }
  const conduct = conductOf(deps, data, to);
  const fault = drawFault(deps.script, deps.random);
  if (fault) {
    misbehave(fault, conduct, res);
    return;
  }
  const code = deps.script.rejects[to];
  reply(res, code === undefined ? conduct.accept() : conduct.refused({ status: 400, code }));
}

function conductOf(deps: SendDeps, body: SendBody, to: string): Conduct {
  return {
    accept() {
      const message = {
        id: newMessageId(),
        to,
        text: body.type === 'text' ? body.text.body : null,
        template: body.type === 'template' ? body.template.name : null,
        callbackData: body.biz_opaque_callback_data ?? null,
        body,
        acceptedAt: Date.now(),
      };
      deps.accept(message);
      return { status: 200, body: createdResource(message) };
    },
    failed: (status) => failed({ status, code: 131000, details: 'Something went wrong' }),
    tooMany: (seconds) => ({
      ...failed({ status: 429, code: 130429, details: 'Cloud API message throughput has been reached' }),
      ...(seconds !== undefined && { headers: { 'Retry-After': String(seconds) } }),
    }),
    refused: ({ status, code }) => failed({ status, code, details: `The recipient ${to} is refused` }),
  };
}

function failed(error: { status: number; code: number; details: string }): Reply {
  return { status: error.status, body: errorResource(error.code, error.details) };
}
