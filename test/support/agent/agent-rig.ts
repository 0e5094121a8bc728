import type { AgentConfiguration } from '../../../domain/agent/configuration';
import { createConversationRig, type ConversationRigOptions } from '../conversations/conversation-rig';
import { createCountingTools } from './counting-tools';
import { createScriptedRouter } from './scripted-router';

export type AgentRig = Awaited<ReturnType<typeof createAgentRig>>;

/** Conversations with agents that ask a scripted model and have tools which only count. */
export async function createAgentRig(settings: ConversationRigOptions['agent'] = {}) {
  const model = createScriptedRouter();
  const { tools, ran, failures } = createCountingTools();
  const rig = await createConversationRig({ agent: { router: model.router, tools, ...settings } });
  return {
    ...rig,
    model,
    ran,
    failures,
    /** A new person, with a new bot whose agent is told this. */
    somebody: async (told: Partial<AgentConfiguration> = {}) => rig.person(await rig.agentBot(told)),
    /** What was asked and run so far, so that each test counts its own. */
    forget(): void {
      model.asked.length = 0;
      ran.length = 0;
    },
  };
}
