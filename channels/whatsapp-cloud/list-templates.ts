import { z } from 'zod';
import type { ProviderTemplate, TemplateQuality, TemplateStatus } from '../../domain/templates/template';
import type { TemplateListing } from '../channel';
import { LONGEST_PAGE, readTemplatePage } from '../template-page';
import { bearer, type Line } from './line';

const FIELDS = 'id,name,language,status,category,quality_score,rejected_reason,components';
const PAGE_SIZE = 100;
/** Meta allows an account 6,000 templates. */
const MOST_PAGES = 60;

/** developers.facebook.com, whatsapp business account, message_templates. */
const STATUSES: Readonly<Record<string, TemplateStatus>> = {
  APPROVED: 'approved',
  REINSTATED: 'approved',
  PENDING: 'pending',
  IN_APPEAL: 'pending',
  REJECTED: 'rejected',
  PAUSED: 'paused',
  DISABLED: 'disabled',
  LIMIT_EXCEEDED: 'disabled',
  ARCHIVED: 'disabled',
  PENDING_DELETION: 'deleted',
  DELETED: 'deleted',
  FLAGGED: 'flagged',
};

const QUALITIES: Readonly<Record<string, TemplateQuality>> = { GREEN: 'high', YELLOW: 'medium', RED: 'low' };

const component = z.looseObject({ type: z.string(), text: z.string().optional().catch(undefined) });
const listed = z.looseObject({
  name: z.string().min(1),
  language: z.string().min(1),
  status: z.string(),
  category: z.string().nullish(),
  quality_score: z.looseObject({ score: z.string() }).nullish().catch(null),
  rejected_reason: z.string().nullish(),
  components: z.array(component).default([]).catch([]),
});
const page = z.looseObject({
  data: z.array(z.unknown()),
  paging: z
    .looseObject({ cursors: z.looseObject({ after: z.string() }).nullish(), next: z.string().nullish() })
    .nullish(),
});

/** A status of Meta's; null for one that Hilo does not know. */
export function templateStatusOf(written: string): TemplateStatus | null {
  return Object.hasOwn(STATUSES, written) ? (STATUSES[written] ?? null) : null;
}

export function templateQualityOf(written: string | undefined): TemplateQuality {
  const known = written !== undefined && Object.hasOwn(QUALITIES, written) ? QUALITIES[written] : undefined;
  return known ?? 'unknown';
}

/** Every template of the business account, page by page; half a list is none. */
export async function listTemplatesOfMeta(line: Line, businessAccountId: string): Promise<TemplateListing> {
  const templates: ProviderTemplate[] = [];
  let after: string | null = null;
  for (let pages = 0; pages < MOST_PAGES; pages += 1) {
    const read = await readPage(line, businessAccountId, after);
    if (typeof read === 'string') return { kind: 'failed', detail: read };
    templates.push(...read.data.flatMap(templateOf));
    after = read.paging?.next ? (read.paging.cursors?.after ?? null) : null;
    if (after === null) return { kind: 'listed', owner: businessAccountId, templates };
  }
  return { kind: 'failed', detail: `WhatsApp lists more than ${MOST_PAGES * PAGE_SIZE} templates` };
}

/** A page, or why there is none. */
async function readPage(
  line: Line,
  businessAccountId: string,
  after: string | null,
): Promise<z.infer<typeof page> | string> {
  const query = new URLSearchParams({
    fields: FIELDS,
    limit: String(PAGE_SIZE),
    ...(after !== null && { after }),
  });
  const asked = await line.exchange({
    method: 'GET',
    url: `${line.graphUrl}/${businessAccountId}/message_templates?${query.toString()}`,
    headers: bearer(line),
    timeoutMs: line.timeouts.callMs,
    maxBytes: LONGEST_PAGE,
  });
  return readTemplatePage(asked, { provider: 'WhatsApp', page });
}

/** One with a status that nobody knows is left out: it may be sent, and the provider decides. */
function templateOf(item: unknown): ProviderTemplate[] {
  const { data } = listed.safeParse(item);
  const status = data && templateStatusOf(data.status);
  if (!data || !status) return [];
  const { name, language, category, components } = data;
  return [
    {
      ...{ template: `${name}:${language}`, name, language, status },
      category: category?.toLowerCase() ?? null,
      quality: templateQualityOf(data.quality_score?.score),
      reason: reasonOf(data.rejected_reason),
      body: components.find(({ type }) => type === 'BODY')?.text ?? null,
    },
  ];
}

function reasonOf(written: string | null = null): string | null {
  return written === 'NONE' ? null : written;
}
