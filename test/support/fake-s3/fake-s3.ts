import express from 'express';
import type { Request, Response } from 'express';
import { serveOnLoopback } from '../loopback-server';
import { problemWithSignature, type SigningKey } from './verify-signature';

export interface FakeS3 {
  url: string;
  /** The objects of the bucket by their keys. */
  objects: Map<string, Buffer>;
  /** What each request came to: `PUT 200`, `GET 404` … */
  answers: string[];
  /** The next requests are answered so, whatever they ask; no signature is looked at. */
  failNext(...statuses: number[]): void;
  close(): Promise<void>;
}

/** One bucket on this machine that holds every request to its signature. */
export async function startFakeS3(bucket: string, key: SigningKey): Promise<FakeS3> {
  const objects = new Map<string, Buffer>();
  const answers: string[] = [];
  const failures: number[] = [];
  const answer = (req: Request, res: Response) => {
    const body: Buffer = Buffer.isBuffer(req.body) ? req.body : Buffer.alloc(0);
    const { method, originalUrl: target, headers } = req;
    const failure = failures.shift();
    const problem = problemWithSignature({ method, target, headers, body }, key, Date.now());
    if (failure !== undefined)
      res.status(failure).type('xml').send('<Error><Code>InternalError</Code></Error>');
    else if (problem !== null) res.status(403).type('xml').send(`<Error><Code>${problem}</Code></Error>`);
    else serveObject({ bucket, objects }, { method, path: req.path, body }, res);
    answers.push(`${method} ${res.statusCode}`);
  };
  const app = express();
  app.use(express.raw({ type: () => true, limit: '32mb' }), answer);
  const server = await serveOnLoopback(app);
  return { ...server, objects, answers, failNext: (...statuses) => void failures.push(...statuses) };
}

interface Bucket {
  bucket: string;
  objects: Map<string, Buffer>;
}

function serveObject(
  { bucket, objects }: Bucket,
  { method, path, body }: { method: string; path: string; body: Buffer },
  res: Response,
): void {
  const prefix = `/${bucket}/`;
  if (!path.startsWith(prefix)) return void res.status(404).end();
  const name = decodeURIComponent(path.slice(prefix.length));
  if (method === 'PUT') {
    objects.set(name, Buffer.from(body));
    return void res.status(200).end();
  }
  if (method === 'DELETE') {
    objects.delete(name);
    return void res.status(204).end();
  }
  const object = objects.get(name);
  if (method !== 'GET' || !object) return void res.status(404).end();
  res.status(200).type('application/octet-stream').send(object);
}
