import type { SafeHttpCall } from './safe-http';

/** What goes along to another origin: nothing there that could be a secret. */
const HARMLESS = new Set(['accept', 'accept-language', 'content-type', 'user-agent']);
const ABOUT_THE_BODY = new Set(['content-type', 'content-language']);

/** Where an answer leads, or null when it is to be read itself. */
export function redirectTarget(status: number, location: unknown, from: URL): string | null {
  if (![301, 302, 303, 307, 308].includes(status) || typeof location !== 'string') return null;
  return URL.parse(location, from.href)?.href ?? null;
}

/** The call as a redirect repeats it: by the rules of fetch, and without what another origin should not see. */
export function redirected(call: SafeHttpCall, status: number, target: string): SafeHttpCall {
  const asGet = status === 303 || ((status === 301 || status === 302) && call.method === 'POST');
  const sameOrigin = new URL(target).origin === new URL(call.url).origin;
  const headers = Object.entries(call.headers).filter(([name]) => {
    const each = name.toLowerCase();
    return (sameOrigin || HARMLESS.has(each)) && !(asGet && ABOUT_THE_BODY.has(each));
  });
  const { body, bodyBytes, ...rest } = call;
  return {
    ...rest,
    url: target,
    headers: Object.fromEntries(headers),
    method: asGet ? 'GET' : call.method,
    ...(!asGet && body !== undefined && { body }),
    ...(!asGet && bodyBytes && { bodyBytes }),
  };
}
