import type { Router } from 'express';
import { z } from 'zod';
import { fakeControl } from '../fake-control';
import type { Controlled } from '../fake-control';
import type { WithFile } from './persons-file';
import type { Change } from './webhook-events';

const messages = z.array(
  z.strictObject({
    from: z.string(),
    body: z.string().optional(),
    type: z.string().optional(),
    content: z.looseObject({}).optional(),
    tap: z
      .strictObject({
        kind: z.enum(['button', 'list']),
        id: z.string(),
        title: z.string(),
        description: z.string().optional(),
        messageId: z.string().optional(),
      })
      .optional(),
    file: z
      .strictObject({
        kind: z.enum(['image', 'audio', 'video', 'document', 'sticker']),
        mimeType: z.string(),
        base64: z.base64(),
        caption: z.string().optional(),
        fileName: z.string().optional(),
      })
      .optional(),
    profileName: z.string().optional(),
    id: z.string().optional(),
    timestamp: z.number().int().optional(),
  }),
);
const changes = z.array(z.strictObject({ field: z.string(), value: z.looseObject({}) }));

interface Driver extends Controlled {
  write(...messages: WithFile[]): string[];
  tell(...changes: Change[]): void;
}

/** Lets another process drive the fake: the routes of every fake, `/__control/write` and `/__control/tell`. */
export function controlRoutes(fake: Driver): Router {
  return fakeControl(fake, (router) => {
    router.post('/write', (req, res) => {
      // A field that is left out is absent here too: JSON knows no undefined.
      const ids = fake.write(...(messages.parse(req.body) as WithFile[]));
      res.json({ ids });
    });
    router.post('/tell', (req, res) => {
      fake.tell(...changes.parse(req.body));
      res.json({ ok: true });
    });
  });
}
