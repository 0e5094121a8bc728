import type { Request, Response } from 'express';
import { drawFault, misbehave, reply } from '../provider-faults';
import type { Conduct, Reply } from '../provider-faults';
import type { AcceptedMessage } from './fake-meta';
import type { MediaStore } from './media';
import { sendBody, shownBy } from './message-body';
import type { SendBody } from './message-body';
import { createdResource, errorResource } from './resources';
import type { Script } from './script';
import { newMessageId } from './webhook-events';

export interface SendDeps {
  accessToken: string;
  script: Script;
  random: () => number;
  media: MediaStore;
  accept(message: AcceptedMessage): void;
}

/** Answers one call of the messages endpoint, in the way the script wants it to go. */
export function sendMessage(deps: SendDeps, req: Request, res: Response): void {
  if (req.get('authorization') !== `Bearer ${deps.accessToken}`) {
    reply(res, failed({ status: 401, code: 190, details: 'Invalid OAuth access token' }));
    return;
  }
  const { data } = sendBody.safeParse(req.body);
  const to = data?.to ?? data?.recipient;
  if (!data || to === undefined || !hasItsFile(deps.media, data)) {
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
        type: body.type,
        ...shownBy(body),
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

/** Meta refuses an id it never gave, or has forgotten. */
function hasItsFile(media: MediaStore, body: SendBody): boolean {
  const { file } = shownBy(body);
  return file?.id === undefined || media.get(file.id) !== undefined;
}

function failed(error: { status: number; code: number; details: string }): Reply {
  return { status: error.status, body: errorResource(error.code, error.details) };
}
