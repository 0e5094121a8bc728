import {
  keepPreviousData,
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query';
import { api, take } from '../api/client';
import type { View } from '../api/views';

export type Template = View<'MessageTemplate'>;
export type TemplateStatus = Template['status'];

/** A sender that has templates of its own, and how the last look at them went. */
export type TemplateSender = Omit<View<'Sender'>, 'templates'> & { templates: View<'TemplateSync'> };

/** By whose credentials a message goes: a bot's, or with null those of the server. */
export interface SendsBy {
  channel: Template['channel'];
  botId: string | null;
}

const PAGE = 24;
const KNOWN = 100;
/** While a look is under way, and while none is. */
const LOOK_AGAIN_MS = { soon: 1000, late: 30_000 };

/** The providers refuse every message with a template of such a status. */
const HELD_BACK: readonly TemplateStatus[] = ['paused', 'disabled', 'rejected', 'deleted'];

export const isHeldBack = ({ status }: Pick<Template, 'status'>) => HELD_BACK.includes(status);

export interface WantedTemplates {
  status: TemplateStatus | null;
  botId: string | null;
}

/** Every sender that has templates; asked often until the looks of `before` are not the last ones any more. */
export function useTemplateSenders(before: readonly TemplateSender[] | null) {
  return useQuery({
    queryKey: ['templates', 'senders'],
    queryFn: async (): Promise<TemplateSender[]> => {
      const { items } = await take(api.GET('/api/whatsapp'));
      return items.flatMap(({ templates, ...sender }) =>
        templates === null ? [] : [{ ...sender, templates }],
      );
    },
    refetchInterval: ({ state }) =>
      isWaiting(state.data ?? [], before) ? LOOK_AGAIN_MS.soon : LOOK_AGAIN_MS.late,
  });
}

/** Whether some list was last asked for when it had been before somebody wanted it again. */
export function isWaiting(
  senders: readonly TemplateSender[],
  before: readonly TemplateSender[] | null,
): boolean {
  if (before === null) return false;
  return before.some(({ channel, botId, templates }) =>
    senders.some(
      (now) =>
        now.channel === channel && now.botId === botId && now.templates.syncedAt === templates.syncedAt,
    ),
  );
}

/** Templates as providers last told of them; read again after each look of `senders`. */
export function useTemplates({ status, botId }: WantedTemplates, senders: readonly TemplateSender[]) {
  const looks = senders.map(({ templates }) => templates.syncedAt);
  return useInfiniteQuery({
    queryKey: ['templates', 'list', status, botId, looks],
    queryFn: ({ pageParam }) => {
      const query = {
        limit: PAGE,
        ...(status !== null && { status }),
        ...(botId !== null && { botId }),
        ...(pageParam !== null && { cursor: pageParam }),
      };
      return take(api.GET('/api/whatsapp/templates', { params: { query } }));
    },
    initialPageParam: null as string | null,
    getNextPageParam: ({ nextCursor }) => nextCursor,
    placeholderData: keepPreviousData,
    refetchInterval: LOOK_AGAIN_MS.late,
  });
}

/** What is known of the template that a sender calls so; null where nobody told of it. */
export function useTemplate({ channel, botId }: SendsBy, template: string) {
  return useQuery({
    queryKey: ['templates', 'one', channel, botId, template],
    queryFn: async () => {
      const { items } = await take(api.GET('/api/whatsapp/templates', { params: { query: { template } } }));
      return mayUse({ channel, botId }, items)[0] ?? null;
    },
    enabled: template !== '',
  });
}

/** The first of those that a sender may send now, to choose from. */
export function useApproved({ channel, botId }: SendsBy) {
  return useQuery({
    queryKey: ['templates', 'approved', channel, botId],
    queryFn: async () => {
      const query = { status: 'approved', limit: KNOWN } as const;
      const { items } = await take(api.GET('/api/whatsapp/templates', { params: { query } }));
      return mayUse({ channel, botId }, items);
    },
  });
}

/** Those of the bot itself; one without its own shares the server's. */
function mayUse({ channel, botId }: SendsBy, items: readonly Template[]): Template[] {
  const ofChannel = items.filter((item) => item.channel === channel);
  const ofBot = ofChannel.filter((item) => item.botId === botId);
  return ofBot.length > 0 ? ofBot : ofChannel.filter((item) => item.botId === null);
}

/** Has the providers asked for their lists now. */
export function useSyncTemplates() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: () => take(api.POST('/api/whatsapp/templates/sync')),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['templates', 'senders'] }),
  });
}
