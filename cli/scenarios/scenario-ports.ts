import type { ConversationPorts } from '../../domain/conversations/ports';

/** This build has neither an RE2 matcher nor a CEL evaluator: scenarios that use them do not pass their check. */
export const scenarioPorts: ConversationPorts = {};
