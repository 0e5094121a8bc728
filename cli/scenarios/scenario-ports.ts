import { createEnginePorts } from '../../activities/conversations/engine-ports';
import type { ConversationPorts } from '../../domain/conversations/ports';

/** The same patterns and expressions as in production. */
export const scenarioPorts: ConversationPorts = createEnginePorts();
