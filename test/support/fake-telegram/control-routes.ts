import type { Router } from 'express';
import { z } from 'zod';
import { fakeControl } from '../fake-control';
import type { Controlled } from '../fake-control';
import type { UpdateContent } from './updates';

const updates = z.array(z.record(z.string(), z.looseObject({})));

interface Driver extends Controlled {
  tell(...contents: UpdateContent[]): number[];
}

/** Lets another process drive the fake: the routes of every fake, and `/__control/tell`. */
export function controlRoutes(fake: Driver): Router {
  return fakeControl(fake, (router) => {
    router.post('/tell', (req, res) => {
      res.json({ ids: fake.tell(...updates.parse(req.body)) });
    });
  });
}
