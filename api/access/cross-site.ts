import type { RequestHandler } from 'express';
import type { ApiDeps } from '../api-deps';
import { problem } from '../problems';
import { sendProblem } from '../respond';

type Header = (name: string) => string | undefined;

/** Whether the request is a browser's, which says where it was made to ask. */
export function saysWhereFrom(header: Header): boolean {
  return (header('sec-fetch-site') ?? header('origin')) !== undefined;
}

/**
 * Whether a browser was made to ask by a page of another site. `Sec-Fetch-Site` says so in every browser of today;
 * where it is missing, `Origin` does; what has neither is no browser.
 */
export function isCrossSite(header: Header, publicBaseUrl: string): boolean {
  const site = header('sec-fetch-site');
  if (site !== undefined) return site !== 'same-origin' && site !== 'none';
  const origin = header('origin');
  if (origin === undefined) return false;
  return origin !== new URL(publicBaseUrl).origin && !isOriginOf(origin, header('host'));
}

function isOriginOf(origin: string, host: string | undefined): boolean {
  return host !== undefined && URL.canParse(origin) && new URL(origin).host === host;
}

/** Nobody is signed in from the page of another site, but for those whose pages may ask with tokens. */
export function refuseCrossSite({ publicBaseUrl, otherOrigins }: ApiDeps): RequestHandler {
  return (req, res, next) => {
    const isWelcome = otherOrigins.includes(req.get('origin') ?? '');
    if (isWelcome || !isCrossSite((name) => req.get(name), publicBaseUrl)) next();
    else sendProblem(req, res, crossSite());
  };
}

export function crossSite() {
  return problem('cross_site', 'The request comes from a page of another site.');
}
