import { z } from 'zod';
import type { InboundMessage, StatusReport } from '../channel';
import { phoneOf } from '../whatsapp-id';
import { deliveryStatusOf } from './delivery-status';
import { bridgeEvent, type BridgeEvent } from './wire';

/** What the bridge told. `ignored`: a tick that says nothing about a send. */
export type BridgeNews =
  | { kind: 'message'; message: InboundMessage }
  | { kind: 'status'; report: StatusReport }
  | { kind: 'ignored' };

export type InboundParse = { ok: true; news: BridgeNews } | { ok: false; problem: string };

/** One event of the bridge in Hilo's words; `problem` names the fields that are wrong. */
export function parseBridgeEvent(body: unknown): InboundParse {
  const parsed = bridgeEvent.safeParse(body);
  if (!parsed.success) return { ok: false, problem: z.prettifyError(parsed.error) };
  const event = parsed.data;
  return { ok: true, news: event.kind === 'message' ? fromMessage(event) : fromAck(event) };
}

function fromMessage(event: Extract<BridgeEvent, { kind: 'message' }>): BridgeNews {
  const { id: providerId, from, to, text, file } = event;
  const media = { providerFileId: providerId, mimeType: null, fileName: null, albumId: null };
  const message: InboundMessage = {
    channel: 'whatsapp-web',
    ...{ providerId, from, to, text },
    phone: phoneOf(event.phone ?? from),
    profileName: event.name,
    receivedAt: event.at,
    ...(file !== null && { media: [{ kind: file, ...media }] }),
  };
  return { kind: 'message', message };
}

function fromAck({ id, attemptId, ack }: Extract<BridgeEvent, { kind: 'ack' }>): BridgeNews {
  const status = deliveryStatusOf(ack);
  if (status === null) return { kind: 'ignored' };
  const report = { channel: 'whatsapp-web', providerId: id, attemptId, status, code: null } as const;
  return { kind: 'status', report };
}
