import type { Router } from 'express';
import { z } from 'zod';
import { fakeControl } from '../fake-control';
import type { FakeTwilio } from './fake-twilio';
import { scriptPart } from './script';

const inbound = z.strictObject({
  from: z.string(),
  body: z.string(),
  to: z.string().optional(),
  profileName: z.string().optional(),
  messageSid: z.string().optional(),
  media: z
    .array(z.strictObject({ contentType: z.string(), base64: z.base64(), fileName: z.string().optional() }))
    .optional(),
  button: z.strictObject({ payload: z.string(), text: z.string() }).optional(),
  fields: z.record(z.string(), z.string()).optional(),
});

type Driver = Pick<FakeTwilio, 'script' | 'sendInbound' | 'quiet' | 'clear' | 'ledger' | 'summary'>;

/** Lets another process drive the fake: the routes of every fake, and `/__control/inbound`. */
export function controlRoutes(fake: Driver): Router {
  const script = (part: object) => fake.script(scriptPart.parse(part));
  return fakeControl({ ...fake, script }, (router) => {
    router.post('/inbound', async (req, res) => {
      res.json(await fake.sendInbound(inbound.parse(req.body)));
    });
  });
}
