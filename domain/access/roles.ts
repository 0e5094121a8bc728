/** What an operator may be in an account, the least first: each may all that the ones before it may. */
export const ROLES = ['viewer', 'agent', 'admin', 'owner'] as const;

export type Role = (typeof ROLES)[number];

/** Whether a role may what needs at least the other one. */
export function isAtLeast(role: Role, least: Role): boolean {
  return ROLES.indexOf(role) >= ROLES.indexOf(least);
}
