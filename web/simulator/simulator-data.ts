import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api, take } from '../api/client';
import type { View } from '../api/views';
import { uploadMedia } from '../media/media-data';
import { useOperator } from '../session/operator';
import type { ShownAs } from './phones';

export type SimulatedMessage = View<'SimulatedMessage'>;
export type ShownMessage = View<'ShownMessage'>;
export type ShownChange = View<'ShownChange'>;
export type Bot = View<'Bot'>;

export interface Heard {
  messages: readonly SimulatedMessage[];
  cursor: string | null;
}

const PAGE = 100;
/** Sends of a broadcast are not told one by one. */
const LOOK_AGAIN_MS = 4000;

const keyOf = (phone: string) => ['simulator', phone] as const;

/** All that one simulated phone said and heard; only what is new is asked for. */
export function usePhoneMessages(phone: string, as: ShownAs) {
  const queries = useQueryClient();
  const queryKey = [...keyOf(phone), as] as const;
  return useQuery({
    queryKey,
    queryFn: async () => {
      let heard: Heard = queries.getQueryData<Heard>(queryKey) ?? { messages: [], cursor: null };
      for (;;) {
        const page = await readAfter({ phone, as }, heard.cursor);
        if (page.items.length === 0) return heard;
        heard = { messages: [...heard.messages, ...page.items], cursor: page.cursor };
      }
    },
    refetchInterval: LOOK_AGAIN_MS,
    meta: { live: ['message', 'send'] },
  });
}

function readAfter({ phone, as }: { phone: string; as: ShownAs }, cursor: string | null) {
  const query = {
    ...{ wait: 0, limit: PAGE },
    ...(as !== null && { as }),
    ...(cursor !== null && { after: cursor }),
  };
  return take(api.GET('/api/simulator/{phone}/messages', { params: { path: { phone }, query } }));
}

/** The bots that a phone of the simulator can write to. */
export function useSimulatorBots() {
  const { accountId } = useOperator();
  return useQuery({
    queryKey: ['bots', 'simulator'],
    queryFn: async () => {
      const params = { path: { account_id: accountId }, query: { limit: PAGE } };
      const { items } = await take(api.GET('/api/accounts/{account_id}/bots', { params }));
      return items.filter(({ platforms }) => platforms.includes('simulator'));
    },
  });
}

export interface Written {
  /** Of this message: written again under it, it has no second effect. */
  id: string;
  text?: string;
  choice?: string;
  file?: File;
}

interface Writing {
  phone: string;
  bot: string | null;
}

/** Writes, taps or sends a file as the phone: one after the other, so that the order stays. */
export function useWrite({ phone, bot }: Writing) {
  const queries = useQueryClient();
  return useMutation({
    scope: { id: `phone ${phone}` },
    mutationFn: async ({ file, ...said }: Written) => {
      const media = file && bot !== null ? [(await uploadMedia(bot, file)).id] : undefined;
      const body = {
        ...said,
        ...(media && { media }),
        ...(bot !== null && { bot }),
      };
      return take(api.POST('/api/simulator/{phone}/messages', { params: { path: { phone } }, body }));
    },
    onSuccess: () => {
      void queries.invalidateQueries({ queryKey: keyOf(phone) });
    },
  });
}
