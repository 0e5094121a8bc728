/** The prefix has browsers take it from this very host over TLS only (RFC 6265bis, 4.1.3.2). */
export const SESSION_COOKIE = '__Host-hilo_session';
const ATTRIBUTES = 'Path=/; HttpOnly; Secure; SameSite=Strict';

/** The header that gives a browser its session; scripts cannot read it, and other sites cannot send it. */
export function sessionCookie(value: string): Record<string, string> {
  return { 'set-cookie': `${SESSION_COOKIE}=${value}; ${ATTRIBUTES}` };
}

/** The header that takes it away. */
export function noSessionCookie(): Record<string, string> {
  return { 'set-cookie': `${SESSION_COOKIE}=; ${ATTRIBUTES}; Max-Age=0` };
}

/** The session of a request, from its `cookie` header. */
export function sessionOfCookies(header: string | undefined): string | undefined {
  const pairs = (header ?? '').split(';').map((pair) => pair.trim());
  return pairs.find((pair) => pair.startsWith(`${SESSION_COOKIE}=`))?.slice(SESSION_COOKIE.length + 1);
}
