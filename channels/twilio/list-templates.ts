import { z } from 'zod';
import type { ProviderTemplate, TemplateStatus } from '../../domain/templates/template';
import type { TemplateListing } from '../channel';
import type { HttpExchange } from '../http-exchange';
import { LONGEST_PAGE, readTemplatePage } from '../template-page';
import { authorization } from './account-url';

export interface ContentAccess {
  exchange: HttpExchange;
  timeoutMs: number;
  accountSid: string;
  authToken: string;
  /** A Twilio-shaped API to call instead of content.twilio.com. */
  apiBaseUrl?: string | undefined;
}

const PAGE_SIZE = 100;
const MOST_PAGES = 60;

/** twilio.com/docs/content/content-api-resources, approval requests. */
const STATUSES: Readonly<Record<string, TemplateStatus>> = {
  unsubmitted: 'unsubmitted',
  received: 'pending',
  pending: 'pending',
  approved: 'approved',
  rejected: 'rejected',
  paused: 'paused',
  disabled: 'disabled',
};

const content = z.looseObject({
  sid: z.string().regex(/^HX[0-9a-fA-F]{32}$/),
  friendly_name: z.string().nullish(),
  language: z.string().nullish(),
  types: z
    .record(z.string(), z.looseObject({ body: z.string().nullish() }))
    .nullish()
    .catch(null),
  approval_requests: z
    .looseObject({
      status: z.string(),
      category: z.string().nullish(),
      rejection_reason: z.string().nullish(),
    })
    .nullish(),
});
type Content = z.infer<typeof content>;

const page = z.looseObject({
  contents: z.array(z.unknown()),
  meta: z.looseObject({ next_page_url: z.string().nullable() }),
});

/** Every template of the Twilio account with WhatsApp's approval, page by page; half a list is none. */
export async function listTemplatesOfTwilio(access: ContentAccess): Promise<TemplateListing> {
  const templates: ProviderTemplate[] = [];
  let path: string | null = `/v1/ContentAndApprovals?PageSize=${PAGE_SIZE}`;
  for (let pages = 0; pages < MOST_PAGES; pages += 1) {
    const read = await readPage(access, path);
    if (typeof read === 'string') return { kind: 'failed', detail: read };
    templates.push(...read.contents.flatMap(templateOf));
    const next: string | null = read.meta.next_page_url;
    if (next === null) return { kind: 'listed', owner: access.accountSid, templates };
    path = pathOf(next);
  }
  return { kind: 'failed', detail: `Twilio lists more than ${MOST_PAGES * PAGE_SIZE} templates` };
}

/** Only where on the host: what an answer names as the host is not asked with our token. */
function pathOf(address: string): string {
  const { pathname, search } = new URL(address, 'https://content.twilio.com');
  return pathname + search;
}

/** A page, or why there is none. */
async function readPage(access: ContentAccess, path: string): Promise<z.infer<typeof page> | string> {
  const { exchange, timeoutMs } = access;
  const base = (access.apiBaseUrl ?? 'https://content.twilio.com').replace(/\/+$/, '');
  const call = { method: 'GET' as const, url: base + path, headers: authorization(access) };
  const asked = await exchange({ ...call, timeoutMs, maxBytes: LONGEST_PAGE });
  return readTemplatePage(asked, { provider: 'Twilio', page });
}

/** One with a status that nobody knows is left out: it may be sent, and the provider decides. */
function templateOf(item: unknown): ProviderTemplate[] {
  const { data } = content.safeParse(item);
  const status = data && statusOf(data);
  if (!data || !status) return [];
  const { sid: template, friendly_name: name, language } = data;
  const named = { template, name: name ?? template, language: language ?? '' };
  return [{ ...named, status, quality: 'unknown', body: bodyOf(data), ...approvalOf(data) }];
}

function statusOf({ approval_requests: approval }: Content): TemplateStatus | undefined {
  const written = approval?.status ?? 'unsubmitted';
  return Object.hasOwn(STATUSES, written) ? STATUSES[written] : undefined;
}

/** What was not said is an empty text here. */
function approvalOf({ approval_requests: approval }: Content) {
  const { category = null, rejection_reason: reason = null } = approval ?? {};
  return {
    category: category === '' ? null : (category?.toLowerCase() ?? null),
    reason: reason === '' ? null : reason,
  };
}

function bodyOf({ types }: Content): string | null {
  return Object.values(types ?? {}).find(({ body }) => typeof body === 'string')?.body ?? null;
}
