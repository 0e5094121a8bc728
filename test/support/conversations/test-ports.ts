import { createEnginePorts } from '../../../activities/conversations/engine-ports';

/** The patterns and expressions of production. */
export const testPorts = createEnginePorts();
