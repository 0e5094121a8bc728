import express from 'express';
import type { Router } from 'express';
import { z } from 'zod';
import type { FakeTwilio } from './fake-twilio';
import { scriptPart } from './script';

const inbound = z.strictObject({
  from: z.string(),
  body: z.string(),
  to: z.string().optional(),
  profileName: z.string().optional(),
  messageSid: z.string().optional(),
  fields: z.record(z.string(), z.string()).optional(),
});
const page = z.object({
  to: z.string().optional(),
  offset: z.coerce.number().int().min(0).default(0),
  limit: z.coerce.number().int().min(1).max(10_000).default(1000),
});

type Driver = Pick<FakeTwilio, 'script' | 'sendInbound' | 'quiet' | 'clear' | 'ledger' | 'summary'>;

/** Lets another process drive the fake: `/__control/{script,ledger,summary,inbound,quiet,reset}`. */
export function controlRoutes(fake: Driver): Router {
  const router = express.Router();
  router.use(express.json({ limit: '5mb' }));
  router.post('/script', (req, res) => {
    fake.script(scriptPart.parse(req.body));
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
  router.post('/inbound', async (req, res) => {
    res.json(await fake.sendInbound(inbound.parse(req.body)));
  });
  router.post('/quiet', async (_req, res) => {
    await fake.quiet();
    res.json(fake.summary());
  });
  router.post('/reset', (_req, res) => {
    fake.clear();
    res.json({ ok: true });
  });
  router.use((error: Error, _req: express.Request, res: express.Response, next: express.NextFunction) => {
    if (res.headersSent) {
      next(error);
      return;
    }
    res.status(400).json({ problem: error instanceof z.ZodError ? z.prettifyError(error) : error.message });
  });
  return router;
}
