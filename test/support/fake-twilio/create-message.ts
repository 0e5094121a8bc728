import type { Response } from 'express';
import { fromTwilioAddress } from './addresses';
import type { CreateRequest, Ledger, LedgerMessage } from './ledger';
import { errorResource, messageResource } from './resources';
import type { Fault, Script } from './script';

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
    fail(res, { status: 400, ...refusal });
    return;
  }
  const request = toRequest(params, deps.script);
  const fault = drawFault(deps);
  if (fault) {
    misbehave(deps, { request, fault, res });
    return;
  }
  const code = deps.script.rejects[fromTwilioAddress(request.to)];
  if (code !== undefined) {
    fail(res, { status: 400, code, message: `The number ${request.to} is refused` });
    return;
  }
  answer(deps, accept(deps, request), res);
}

function misbehave(deps: CreateDeps, call: { request: CreateRequest; fault: Fault; res: Response }): void {
  const { request, fault, res } = call;
  switch (fault.kind) {
    case 'accept-then-hang':
      accept(deps, request);
      break;
    case 'accept-then-reset':
      accept(deps, request);
      reset(res);
      break;
    case 'fail-after-accept':
      accept(deps, request);
      fail(res, { status: fault.status, code: 20500, message: 'Internal server error' });
      break;
    case 'accept-then-drip':
      drip(res, { text: JSON.stringify(resourceOf(deps, accept(deps, request))), ms: fault.ms });
      break;
    case 'slow':
      setTimeout(() => answer(deps, accept(deps, request), res), fault.ms);
      break;
    case 'reset-before':
      reset(res);
      break;
    case 'hang-before':
      break;
    case 'fail-before':
      fail(res, { status: fault.status, code: 20500, message: 'Internal server error' });
      break;
    case 'too-many':
      if (fault.retryAfterSeconds !== undefined) res.set('Retry-After', String(fault.retryAfterSeconds));
      fail(res, { status: 429, code: 20429, message: 'Too Many Requests' });
      break;
    case 'reject':
      fail(res, { status: fault.status, code: fault.code, message: `The number ${request.to} is refused` });
      break;
  }
}

function drawFault({ script, random }: CreateDeps): Fault | null {
  const scripted = script.next.shift();
  if (scripted !== undefined) return scripted;
  return script.chances.find(({ chance }) => random() < chance)?.fault ?? null;
}

function accept(deps: CreateDeps, request: CreateRequest): LedgerMessage {
  const message = deps.ledger.accept(request);
  deps.onAccepted(message);
  return message;
}

function answer(deps: CreateDeps, message: LedgerMessage, res: Response): void {
  res.status(201).json(resourceOf(deps, message));
}

function resourceOf(deps: CreateDeps, message: LedgerMessage) {
  return messageResource(deps.accountSid, { ...message, status: 'queued', sentAt: null });
}

function fail(res: Response, error: { status: number; code: number; message: string }): void {
  res.status(error.status).json(errorResource(error));
}

function reset(res: Response): void {
  res.req.socket.resetAndDestroy();
}

function drip(res: Response, { text, ms }: { text: string; ms: number }): void {
  res.status(201).type('json');
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

function missingParameter(params: Record<string, string>): { code: number; message: string } | null {
  if (!params['To']) return { code: 21604, message: "A 'To' phone number is required." };
  if (!params['From']) return { code: 21603, message: "A 'From' phone number is required." };
  if (!params['Body'] && !params['ContentSid'])
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
    contentSid,
    statusCallback: params['StatusCallback'] ?? null,
    params,
  };
}

function render(template: string, variables: string): string {
  const values = JSON.parse(variables) as Record<string, string>;
  return template.replace(/\{\{(\w+)\}\}/g, (placeholder, name: string) => values[name] ?? placeholder);
}
