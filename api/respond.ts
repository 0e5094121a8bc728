import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Request, Response } from 'express';
import { PROBLEMS, problemDetails, type Problem } from './problems';
import type { Reply, ResponseSpec } from './route';

/** Answers with RFC 9457 problem details. */
export function sendProblem(req: Request, res: Response, refusal: Problem): void {
  res.set(refusal.headers ?? {});
  // An unread upload would keep the connection from being used again.
  if (!req.complete) res.set('connection', 'close');
  res
    .status(PROBLEMS[refusal.code].status)
    .type('application/problem+json')
    .send(JSON.stringify(problemDetails(refusal, req.requestId)));
}

/** Answers with what a handler returned, in the shape its route declares. */
export async function sendReply(res: Response, spec: ResponseSpec, reply: Reply): Promise<void> {
  res.status(reply.status ?? spec.status).set(reply.headers ?? {});
  if ('schema' in spec) {
    res.json(reply.body);
    return;
  }
  if (!('contentType' in spec)) {
    res.end();
    return;
  }
  if (!res.hasHeader('content-type')) res.type(spec.contentType);
  if (reply.body instanceof Readable) await pipeline(reply.body, res);
  else res.send(reply.body);
}
