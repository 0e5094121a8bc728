import type { z } from 'zod';
import { broadcastPage } from '../../api/routes/broadcasts/broadcasts.routes';
import { broadcastView } from '../../api/routes/broadcasts/broadcasts.schema';
import type { ApiClient } from '../api/api-client';
import { readPages } from '../api/read-pages';

export type Broadcast = z.output<typeof broadcastView>;

export const BROADCAST_HELP = 'a broadcast: its id, or the beginning of its title';

export async function getBroadcast(api: ApiClient, id: string): Promise<Broadcast> {
  return api.get({ path: `/api/broadcasts/${id}`, schema: broadcastView });
}

/** The broadcast somebody means; of several titles that begin so, the one that is it exactly. */
export async function findBroadcast(api: ApiClient, wanted: string): Promise<Broadcast> {
  const matching: Broadcast[] = [];
  for await (const broadcast of readPages(api, { path: '/api/broadcasts', schema: broadcastPage })) {
    if (broadcast.id === wanted || broadcast.title === wanted) return broadcast;
    if (broadcast.title.toLowerCase().startsWith(wanted.toLowerCase())) matching.push(broadcast);
  }
  const [only, another] = matching;
  if (only && !another) return only;
  if (!only) throw new Error(`There is no broadcast "${wanted}". See them all with: hilo broadcasts`);
  const titles = matching.map(({ id, title }) => `  ${id}  ${title}`);
  throw new Error([`"${wanted}" may be any of several broadcasts:`, ...titles].join('\n'));
}
