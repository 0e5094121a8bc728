import { BURST_QUIET_MS } from '../../domain/agent/turn-limits';
import type { ScriptedBehaviour } from '../support/fake-models/script';
import type { WireRequest } from '../support/fake-models/wire';
import { modelSetting } from '../support/llm/model-settings';
import { openShopStreet } from '../support/shop-street/shop-street';

const TOOLS = [
  { name: 'search_products', input: { query: 'leche' } },
  { name: 'search_users', input: {} },
];

/** Two tools, one after the other, then a text. */
function twoTools({ messages }: WireRequest): ScriptedBehaviour {
  const last = messages.findLastIndex(({ role }) => role === 'contact');
  const done = messages.slice(last).filter(({ role }) => role === 'tools').length;
  const next = TOOLS[done];
  return next ? { kind: 'calls', calls: [next] } : { kind: 'text', text: 'Hay leche.' };
}

/**
 * What whole turns with two tool calls take beside their models, in milliseconds: from a signed webhook to the reply
 * at Twilio, one after another, without the second in which more messages of a burst may follow.
 */
export async function agentTurnOverheads(turns: number): Promise<number[]> {
  const street = await openShopStreet();
  try {
    await street.answersWith([modelSetting('gemini')]);
    street.models.always('gemini', twoTools);
    const ana = street.person();
    // The first starts the workflow, which is not what is measured.
    await ana.says('hola');
    const overheads: number[] = [];
    for (let turn = 0; turn < turns; turn += 1) {
      const began = Date.now();
      await ana.says(`turno ${turn}`);
      const answeredAt = street.twilio.ledger.to(`whatsapp:${ana.phone}`).at(-1)?.createdAt ?? Infinity;
      const [row] = await street.platform.db.query<{ ms: number }[]>(
        `SELECT sum(ms)::int AS ms FROM agent_step
          WHERE turn_key = (SELECT turn_key FROM agent_turn ORDER BY started_at DESC LIMIT 1)`,
      );
      overheads.push(answeredAt - began - BURST_QUIET_MS - (row?.ms ?? 0));
    }
    return overheads;
  } finally {
    await street.close();
  }
}
