const LINK = /\bhttps?:\/\/[^\s<>"'`]+|\bwww\.[^\s<>"'`]+/giu;
const TAIL = /[.,;:!?)\]}*_]+$/u;

/** What stands in place of an address that the account does not know. */
export const LINK_REMOVED = '[enlace retirado]';

/** The hosts of every address in these texts, in lower case. */
export function hostsIn(texts: readonly string[]): Set<string> {
  return new Set(texts.flatMap((text) => [...text.matchAll(LINK)].flatMap(([link]) => hostOf(link) ?? [])));
}

/** A model's text without addresses at other hosts than these: none that a product or a person planted goes out. */
export function withOwnLinks(text: string, hosts: ReadonlySet<string>): string {
  return text.replace(LINK, (link) => {
    const tail = TAIL.exec(link)?.[0] ?? '';
    const host = hostOf(link);
    return host !== null && hosts.has(host) ? link : `${LINK_REMOVED}${tail}`;
  });
}

/** Null for what only looks like an address; of `https://a@b/` it is b, where it leads. */
function hostOf(link: string): string | null {
  const address = link.replace(TAIL, '');
  const written = /^https?:/i.test(address) ? address : `https://${address}`;
  return URL.canParse(written) ? new URL(written).host.toLowerCase() : null;
}
