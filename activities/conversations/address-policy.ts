import { isIP } from 'node:net';
import ipaddr from 'ipaddr.js';

/** An address that may be called, or why it may not; reasons never hold the address. */
export type AddressCheck =
  { kind: 'allowed'; url: URL; trusted: boolean } | { kind: 'refused'; reason: string };

export interface AddressPolicy {
  checkUrl(address: string): AddressCheck;
  /** Whether an operator named the host and port, so that it may be private and without TLS. */
  isTrusted(hostname: string, port: number): boolean;
}

/** Azure serves its machines' secrets there, on what reads as a public address. */
const PUBLIC_METADATA = '168.63.129.16';
const LOCAL_NAMES = ['localhost', 'local', 'internal', 'home.arpa'];

/** What scenarios may call: https and public hosts, and the `host:port` entries an operator adds. */
export function createAddressPolicy(allowedHosts: readonly string[]): AddressPolicy {
  const trusted = new Set(allowedHosts.map((entry) => entry.toLowerCase()));
  const isTrusted = (hostname: string, port: number): boolean =>
    trusted.has(`${plainHost(hostname)}:${port}`) || trusted.has(`[${plainHost(hostname)}]:${port}`);
  return {
    isTrusted,
    checkUrl(address) {
      const url = URL.parse(address);
      if (!url || (url.protocol !== 'https:' && url.protocol !== 'http:'))
        return refused('it is no https address');
      if (url.username !== '' || url.password !== '') return refused('it holds a user name or a password');
      if (isTrusted(url.hostname, portOf(url))) return { kind: 'allowed', url, trusted: true };
      if (url.protocol !== 'https:') return refused('it is not https');
      // TLS comes before any byte of the request, so that no other service takes the request for its own protocol.
      if (portOf(url) === 0) return refused('there is no port 0');
      return isPublicHost(url.hostname)
        ? { kind: 'allowed', url, trusted: false }
        : refused('its host is not public');
    },
  };
}

/** The port an address stands for. */
export function portOf({ protocol, port }: { protocol: string; port: string }): number {
  if (port !== '') return Number(port);
  return protocol === 'https:' ? 443 : 80;
}

/**
 * Whether an IP address is one of the public internet: neither private, loopback, link-local, shared, reserved nor
 * multicast, nor an IPv6 address that stands for an IPv4 one, whichever way.
 */
export function isPublicAddress(address: string): boolean {
  if (!ipaddr.isValid(address)) return false;
  const parsed = ipaddr.parse(address);
  if (parsed.range() !== 'unicast') return false;
  if (parsed instanceof ipaddr.IPv4) return parsed.toString() !== PUBLIC_METADATA;
  // Everything assigned to the public so far is in 2000::/3.
  return ((parsed.parts[0] ?? 0) & 0xe000) === 0x2000;
}

/** Whether a host of an address may be public; a name shows it only when it is resolved. */
function isPublicHost(hostname: string): boolean {
  const host = plainHost(hostname);
  if (isIP(host) !== 0) return isPublicAddress(host);
  return !LOCAL_NAMES.some((name) => host === name || host.endsWith(`.${name}`));
}

/** Without the brackets of IPv6 and the dot of a full name; the URL parser has made 0x7f.1 a 127.0.0.1. */
function plainHost(hostname: string): string {
  return hostname
    .toLowerCase()
    .replace(/^\[|\]$/g, '')
    .replace(/\.$/, '');
}

function refused(reason: string): AddressCheck {
  return { kind: 'refused', reason: `the address is refused: ${reason}` };
}
