import { hasWindow } from '../../domain/messaging/channel-name';
import type { Channel, OutboundMessage, SentMessage, SentQuery } from '../channel';
import { toPhone } from './to-provider';
import { SIMULATOR_CAPABILITIES } from './capabilities';

/** A message as the simulated phone receives it. */
export interface PhoneMessage extends Pick<OutboundMessage, 'sendId' | 'attemptId' | 'accountId' | 'to'> {
  text: string;
}

export interface SimulatorPorts {
  /** Puts the message on the phone; one attempt id has one effect, however often it is recorded. */
  record(message: PhoneMessage): Promise<{ providerId: string }>;
  /** What the phone already holds, so that a crash between recording and answering can be settled. */
  find?(query: SentQuery): Promise<readonly SentMessage[]>;
}

/** A channel for demonstrations and first steps: it accepts everything and reaches nobody. */
export function createSimulatorChannel(ports: SimulatorPorts): Channel {
  const find = ports.find?.bind(ports);
  return {
    name: 'simulator',
    sender: 'simulator',
    messagesPerSecond: Number.POSITIVE_INFINITY,
    windowApplies: hasWindow('simulator'),
    capabilities: SIMULATOR_CAPABILITIES,
    send: async ({ sendId, attemptId, accountId, to, content }) => {
      const text = toPhone(content);
      try {
        const { providerId } = await ports.record({ sendId, attemptId, accountId, to, text });
        return { kind: 'accepted', providerId };
      } catch {
        // The record may have been written before the connection broke: only the phone knows.
        return { kind: 'unknown', detail: 'The simulated phone gave no answer' };
      }
    },
    ...(find && { findSent: find }),
  };
}
