import type { Stage } from './enrollment';

/** Why somebody was not enrolled, as a code by which it is said in any language. */
export const ENROLL_REFUSALS = [
  'opted-out',
  'unreachable',
  'already-enrolled',
  'program-completed',
  'excluded-for-ever',
] as const;
export type EnrollRefusal = (typeof ENROLL_REFUSALS)[number];

/** Why somebody is not enrolled again who stands there. */
export function refusalAt(stage: Stage): EnrollRefusal {
  if (stage === 'completed') return 'program-completed';
  return stage === 'excluded' ? 'excluded-for-ever' : 'already-enrolled';
}
