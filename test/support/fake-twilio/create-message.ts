import type { Response } from 'express';
import { drawFault, misbehave, reply } from '../provider-faults';
import type { Conduct, Reply } from '../provider-faults';
import { fromTwilioAddress } from './addresses';
import type { CreateRequest, Ledger, LedgerMessage } from './ledger';
import { errorResource, messageResource } from './resources';
import type { Script } from './script';

export interface CreateDeps {
  accountSid: string;
  script: Script;
  ledger: Ledger;
  random: () => number;
  onAccepted: (message: LedgerMessage) => void;
}

/** Answers one create call, in the way the script wants it to go. */
export function createMessage(deps: CreateDeps, params: Record<string, string>, res: Response): void {
  const refusal = missingParameter(params);
  if (refusal) {
    reply(res, failed({ status: 400, ...refusal }));
    return;
  }
  const request = toRequest(params, deps.script);
  const conduct = conductOf(deps, request);
  const fault = drawFault(deps.script, deps.random);
  if (fault) {
    misbehave(fault, conduct, res);
    return;
  }
  const code = deps.script.rejects[fromTwilioAddress(request.to)];
  reply(res, code === undefined ? conduct.accept() : conduct.refused({ status: 400, code }));
}

function conductOf({ ledger, onAccepted, accountSid }: CreateDeps, request: CreateRequest): Conduct {
  return {
    accept() {
      const message = ledger.accept(request);
      onAccepted(message);
      return {
        status: 201,
        body: messageResource(accountSid, { ...message, status: 'queued', sentAt: null }),
      };
    },
    failed: (status) => failed({ status, code: 20500, message: 'Internal server error' }),
    tooMany: (seconds) => ({
      ...failed({ status: 429, code: 20429, message: 'Too Many Requests' }),
      ...(seconds !== undefined && { headers: { 'Retry-After': String(seconds) } }),
    }),
    refused: ({ status, code }) => failed({ status, code, message: `The number ${request.to} is refused` }),
  };
}

function failed(error: { status: number; code: number; message: string }): Reply {
  return { status: error.status, body: errorResource(error) };
}

function missingParameter(params: Record<string, string>): { code: number; message: string } | null {
  if (!params['To']) return { code: 21604, message: "A 'To' phone number is required." };
  if (!params['From']) return { code: 21603, message: "A 'From' phone number is required." };
  if (params['MediaUrl'] && !URL.canParse(params['MediaUrl']))
    return { code: 21620, message: 'Invalid media URL.' };
  if (!params['Body'] && !params['ContentSid'] && !params['MediaUrl'])
    return { code: 21619, message: 'A text message body is required.' };
  return null;
}

function toRequest(params: Record<string, string>, script: Script): CreateRequest {
  const contentSid = params['ContentSid'] ?? null;
  const template = contentSid === null ? undefined : script.templates[contentSid];
  return {
    to: params['To'] ?? '',
    from: params['From'] ?? '',
    body: params['Body'] ?? render(template ?? '', params['ContentVariables'] ?? '{}'),
    mediaUrl: params['MediaUrl'] ?? null,
    contentSid,
    statusCallback: params['StatusCallback'] ?? null,
    params,
  };
}

function render(template: string, variables: string): string {
  const values = JSON.parse(variables) as Record<string, string>;
  return template.replace(/\{\{(\w+)\}\}/g, (placeholder, name: string) => values[name] ?? placeholder);
}
