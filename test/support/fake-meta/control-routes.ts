import type { Router } from 'express';
import { z } from 'zod';
import { fakeControl } from '../fake-control';
import type { Controlled } from '../fake-control';
import type { Change, InboundRequest } from './webhook-events';

const messages = z.array(
  z.strictObject({
    from: z.string(),
    body: z.string().optional(),
    type: z.string().optional(),
    content: z.looseObject({}).optional(),
    profileName: z.string().optional(),
    id: z.string().optional(),
    timestamp: z.number().int().optional(),
  }),
);
const changes = z.array(z.strictObject({ field: z.string(), value: z.looseObject({}) }));

interface Driver extends Controlled {
  write(...messages: InboundRequest[]): string[];
  tell(...changes: Change[]): void;
}

/** Lets another process drive the fake: the routes of every fake, `/__control/write` and `/__control/tell`. */
export function controlRoutes(fake: Driver): Router {
  return fakeControl(fake, (router) => {
    router.post('/write', (req, res) => {
      // A field that is left out is absent here too: JSON knows no undefined.
      const ids = fake.write(...(messages.parse(req.body) as InboundRequest[]));
      res.json({ ids });
    });
    router.post('/tell', (req, res) => {
      fake.tell(...changes.parse(req.body));
      res.json({ ok: true });
    });
  });
}
