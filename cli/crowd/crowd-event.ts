import type { Stage } from '../../domain/programs/enrollment';

/** What happens in the crowd, for its screen; times are ISO 8601. */
export type CrowdEvent =
  | { kind: 'message' | 'reply'; at: string; phone: string; text: string }
  | { kind: 'stage'; at: string; phone: string; stage: Stage; reason: string | null; position: string }
  | { kind: 'away'; at: string };
