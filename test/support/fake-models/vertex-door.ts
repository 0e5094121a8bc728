import http from 'node:http';
import https from 'node:https';

/** Where the Vertex client is told that Google is; nobody has this name. */
export const VERTEX_ENDPOINT = 'vertex.invalid';
/** Where Google's library changes the key of a service account for a token; it can be told no other place. */
const TOKEN_HOST = 'www.googleapis.com';

/**
 * The Vertex client speaks https and nothing else, through the global fetch, and asks for tokens through node's own
 * https: while the door is open both reach the fake, over plain http and otherwise as they are.
 */
export function openVertexDoor(fakeUrl: string): { close(): void } {
  const real = { fetch: globalThis.fetch, request: https.request };
  globalThis.fetch = (input, init) => {
    const prefix = `https://${VERTEX_ENDPOINT}`;
    const address = typeof input === 'string' ? input : '';
    return address.startsWith(prefix)
      ? real.fetch(`${fakeUrl}${address.slice(prefix.length)}`, init)
      : real.fetch(input, init);
  };
  const { hostname, port } = new URL(fakeUrl);
  const request = (options: https.RequestOptions, ...rest: []) =>
    options.hostname === TOKEN_HOST
      ? http.request({ ...options, hostname, port, protocol: 'http:', agent: false })
      : real.request(options, ...rest);
  Object.assign(https, { request });
  return {
    close() {
      globalThis.fetch = real.fetch;
      Object.assign(https, { request: real.request });
    },
  };
}
