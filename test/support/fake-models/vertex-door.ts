/** Where the Vertex client is told that Google is; nobody has this name. */
export const VERTEX_ENDPOINT = 'vertex.invalid';

/**
 * The Vertex client speaks https and nothing else, through the global fetch: while the door is open its requests
 * reach the fake, over plain http and otherwise as they are.
 */
export function openVertexDoor(fakeUrl: string): { close(): void } {
  const real = globalThis.fetch;
  globalThis.fetch = (input, init) => {
    const prefix = `https://${VERTEX_ENDPOINT}`;
    const address = typeof input === 'string' ? input : '';
    return address.startsWith(prefix)
      ? real(`${fakeUrl}${address.slice(prefix.length)}`, init)
      : real(input, init);
  };
  return {
    close() {
      globalThis.fetch = real;
    },
  };
}
