import express from 'express';
import type { NextFunction, Request, Response, Router } from 'express';
import { z } from 'zod';

/** What another process may ask of a fake. */
export interface Controlled {
  script(part: object): void;
  ledger: { all(): readonly object[]; to(address: string): readonly object[] };
  summary(): object;
  quiet(): Promise<void>;
  clear(): void;
}

const page = z.object({
  to: z.string().optional(),
  offset: z.coerce.number().int().min(0).default(0),
  limit: z.coerce.number().int().min(1).max(10_000).default(1000),
});

/**
 * Lets another process drive a fake: `/__control/{script,ledger,summary,quiet,reset}`, and whatever `extend` adds
 * for what people and the provider may say.
 */
export function fakeControl(fake: Controlled, extend: (router: Router) => void): Router {
  const router = express.Router();
  router.use(express.json({ limit: '5mb' }));
  router.post('/script', (req, res) => {
    fake.script(req.body as object);
    res.json({ ok: true });
  });
  router.get('/ledger', (req, res) => {
    const { to, offset, limit } = page.parse(req.query);
    const found = to === undefined ? fake.ledger.all() : fake.ledger.to(to);
    res.json({ total: found.length, messages: found.slice(offset, offset + limit) });
  });
  router.get('/summary', (_req, res) => {
    res.json(fake.summary());
  });
  router.post('/quiet', async (_req, res) => {
    await fake.quiet();
    res.json(fake.summary());
  });
  router.post('/reset', (_req, res) => {
    fake.clear();
    res.json({ ok: true });
  });
  extend(router);
  router.use((error: Error, _req: Request, res: Response, next: NextFunction) => {
    if (res.headersSent) {
      next(error);
      return;
    }
    res.status(400).json({ problem: error instanceof z.ZodError ? z.prettifyError(error) : error.message });
  });
  return router;
}
