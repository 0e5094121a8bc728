import { z } from 'zod';

export const SESSION_STATES = ['stopped', 'starting', 'scan', 'ready', 'signed-out', 'failed'] as const;

/** How the bridge stands with one bot's number. */
export const sessionState = z.strictObject({
  state: z.enum(SESSION_STATES),
  /** What the phone is to scan, while it is to; the QR code's text. */
  qr: z.string().nullable(),
  /** E.164, once somebody signed in. */
  number: z.string().nullable(),
  /** Why it is stopped, signed out or failed, for a person. */
  reason: z.string().nullable(),
});
export type SessionState = z.infer<typeof sessionState>;

export const sessionList = z.strictObject({ sessions: z.record(z.string(), sessionState) });

/** One message on its way out: words, or a file with or without words. */
export const sendBody = z.strictObject({
  /** E.164, or the id of somebody who hides the number. */
  to: z.string().min(1).max(100),
  /** Comes back with the receipts. */
  attemptId: z.string().max(100),
  text: z.string().max(10_000),
  file: z
    .strictObject({
      kind: z.enum(['image', 'video', 'audio', 'document']),
      mimeType: z.string().max(200),
      fileName: z.string().max(255),
      base64: z.base64(),
    })
    .nullable(),
});
export type SendBody = z.infer<typeof sendBody>;

export const sentBody = z.strictObject({ id: z.string().min(1) });

/** Why the bridge did not do as it was told. Only `failed` leaves open whether a message went out. */
export const REFUSALS = [
  'unauthorized',
  'invalid',
  'not-ready',
  'not-on-whatsapp',
  'too-many',
  'not-found',
  'failed',
] as const;
export type Refusal = (typeof REFUSALS)[number];
export const refusalBody = z.looseObject({ refusal: z.enum(REFUSALS) });

/** Messages that the number wrote to one chat lately, as its page shows them. */
export const sentList = z.strictObject({
  messages: z.array(
    z.strictObject({
      id: z.string(),
      /** In milliseconds; WhatsApp counts whole seconds. */
      at: z.number(),
      text: z.string(),
      hasFile: z.boolean(),
      ack: z.number(),
    }),
  ),
});
export type SentEntry = z.infer<typeof sentList>['messages'][number];

const messageEvent = z.strictObject({
  kind: z.literal('message'),
  id: z.string().min(1),
  /** E.164, or the id of somebody who hides the number. */
  from: z.string().min(1),
  /** The session's own number. */
  to: z.string(),
  phone: z.string().nullable(),
  name: z.string().nullable(),
  text: z.string(),
  at: z.number(),
  file: z.enum(['image', 'audio', 'video', 'document', 'sticker']).nullable(),
});

const ackEvent = z.strictObject({
  kind: z.literal('ack'),
  id: z.string().min(1),
  attemptId: z.string().nullable(),
  /** WhatsApp's own count: -1 error, 1 server, 2 phone, 3 read, 4 played. */
  ack: z.number(),
});

/** What the bridge tells of a session, one event a post. */
export const bridgeEvent = z.discriminatedUnion('kind', [messageEvent, ackEvent]);
export type BridgeEvent = z.infer<typeof bridgeEvent>;
