import type { OutboundMessage } from '../../channels/channel';

/** A message to one contact; name what the test is about. */
export function outbound(parts: Partial<OutboundMessage> = {}): OutboundMessage {
  return {
    sendId: '01890000-0000-7000-8000-000000000001',
    attemptId: '01890000-0000-7000-8000-000000000002',
    accountId: '01890000-0000-7000-8000-000000000003',
    to: '+573001112233',
    content: { kind: 'text', text: 'Hola, Ana 👋' },
    ...parts,
  };
}

/** A well-formed ContentSid. */
export const TEMPLATE = `HX${'a1'.repeat(16)}`;
