import type { z } from 'zod';
import type { Exchange } from './http-exchange';

/** Bytes of one page of a list, at most. */
export const LONGEST_PAGE = 5 * 1024 * 1024;

/** A page of a provider's list of templates, or in words why there is none. */
export function readTemplatePage<Page>(
  asked: Exchange,
  { provider, page }: { provider: string; page: z.ZodType<Page> },
): Page | string {
  if (asked.kind !== 'answered') return `${provider} did not answer: ${asked.detail}`;
  if (asked.status >= 300) return `${provider} answered ${asked.status} to the list of templates`;
  return pageIn(asked.text, page) ?? 'the list of templates could not be read';
}

function pageIn<Page>(text: string, page: z.ZodType<Page>): Page | null {
  try {
    return page.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null;
  }
}
