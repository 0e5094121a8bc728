import { webhookBody } from './fake-meta/webhook-body';
import { inboundChange, type Change, type InboundRequest } from './fake-meta/webhook-events';

export const BUSINESS = { phoneNumberId: '106540352242922', displayNumber: '15550783881' };
export const ANA = '+573001112233';
/** When Ana wrote, in seconds, and when it came, in milliseconds. */
export const WROTE = 1_749_416_383;
export const NOW = WROTE * 1000 + 5000;
export const TEMPLATE = { name: 'bienvenida', language: 'es_CO', event: 'PAUSED' };

/** A webhook of Meta with these changes. */
export const metaBody = (...changes: Change[]) => webhookBody('102290129340398', changes);

/** Ana writes to the business. */
export const wrote = (request: Partial<InboundRequest> = {}) =>
  inboundChange({ from: ANA, body: 'Hola 👋', id: 'wamid.1', timestamp: WROTE, ...request }, BUSINESS);
