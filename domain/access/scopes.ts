import type { Role } from './roles';

/**
 * What can be done through the API, and the least role that may: viewers read, agents write where people talk and
 * buy, admins run the account. Every route has one of these; so has what an API key may be narrowed to.
 */
export const SCOPES = {
  'account:read': 'viewer',
  'account:write': 'admin',
  'access:read': 'admin',
  'access:write': 'admin',
  'programs:read': 'viewer',
  'programs:write': 'admin',
  'bots:read': 'viewer',
  'bots:write': 'admin',
  'models:read': 'viewer',
  'models:write': 'admin',
  'conversations:read': 'viewer',
  'conversations:write': 'agent',
  'contacts:read': 'viewer',
  'contacts:write': 'agent',
  'contacts:erase': 'admin',
  'sends:read': 'viewer',
  'sends:write': 'admin',
  'broadcasts:read': 'viewer',
  'broadcasts:write': 'admin',
  'catalogue:read': 'viewer',
  'catalogue:write': 'admin',
  'orders:read': 'viewer',
  'orders:write': 'agent',
  'orders:refund': 'admin',
  'calendar:read': 'viewer',
  'calendar:book': 'agent',
  'calendar:write': 'admin',
  'alerts:read': 'viewer',
  'alerts:handle': 'agent',
  'alerts:write': 'admin',
  'analytics:read': 'viewer',
  'live:read': 'viewer',
  'simulator:read': 'viewer',
  'simulator:write': 'agent',
} as const satisfies Record<string, Role>;

export type Scope = keyof typeof SCOPES;

export const ALL_SCOPES = Object.keys(SCOPES) as [Scope, ...Scope[]];
