import { lookup } from 'node:dns/promises';
import { isIP } from 'node:net';
import type { buildConnector } from 'undici';
import type { AddressPolicy } from './address-policy';
import { isPublicAddress, portOf } from './address-policy';

/** The IP addresses of a name. */
export type Resolve = (hostname: string) => Promise<string[]>;
export type Connect = buildConnector.connector;

/** A connection that was not made, because its address may not be called. */
export class AddressRefused extends Error {
  constructor() {
    super('the address is refused: its host is not public');
  }
}

const MOST_ADDRESSES = 3;

/** The system's resolver, IPv4 first: a network without IPv6 still resolves it. */
export const systemResolve: Resolve = async (hostname) => {
  const found = await lookup(hostname, { all: true, order: 'ipv4first' });
  return found.map(({ address }) => address);
};

/**
 * Resolves a name once, checks every address of it, and connects to one that was checked: what the name resolves to
 * a moment later has no part in it. TLS still asks for a certificate of the name.
 */
export function createCheckedConnect(policy: AddressPolicy, resolve: Resolve, connect: Connect): Connect {
  return (options, callback) => {
    const attempt = ([address, ...others]: string[]): void => {
      connect({ ...options, hostname: address ?? options.hostname }, (...[error, socket]) => {
        if (error && others.length > 0) attempt(others);
        else if (error) callback(error, null);
        else callback(null, socket);
      });
    };
    checkedAddresses(policy, resolve, options).then(attempt, (error: unknown) => {
      callback(error instanceof Error ? error : new AddressRefused(), null);
    });
  };
}

async function checkedAddresses(
  policy: AddressPolicy,
  resolve: Resolve,
  { hostname, ...rest }: buildConnector.Options,
): Promise<string[]> {
  const addresses = isIP(hostname) === 0 ? await resolve(hostname) : [hostname];
  const allowed = policy.isTrusted(hostname, portOf(rest)) || addresses.every(isPublicAddress);
  if (addresses.length === 0 || !allowed) throw new AddressRefused();
  return addresses.slice(0, MOST_ADDRESSES);
}
