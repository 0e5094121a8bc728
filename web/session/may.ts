import type { Operator } from './session';

/** The least first. */
export const ROLES = ['viewer', 'agent', 'admin', 'owner'] as const;

/** Whether an operator's role is at least this one. The API decides; this only hides what it would refuse. */
export function may(operator: Operator, least: Operator['role']): boolean {
  return ROLES.indexOf(operator.role) >= ROLES.indexOf(least);
}
