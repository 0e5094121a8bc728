import pino, { type DestinationStream, type Logger } from 'pino';
import { maskRecord, maskText } from './mask';

export type { Logger } from 'pino';
export { maskPhone } from './mask';

export interface LoggerOptions {
  level: string;
  /** The process that writes: `api`, `worker`, `start`. */
  name: string;
  destination?: DestinationStream;
}

/** A JSON logger that cannot write a secret, a phone number or a message's text, at any depth of a record. */
export function createLogger({ level, name, destination }: LoggerOptions): Logger {
  const options: pino.LoggerOptions = {
    level,
    name,
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: {
      level: (label) => ({ level: label }),
      log: (record) => maskRecord(record) as Record<string, unknown>,
    },
    serializers: { err: maskRecord, error: maskRecord },
    hooks: {
      logMethod(args, method) {
        const safe = args.map((arg) => (typeof arg === 'string' ? maskText(arg) : arg)) as typeof args;
        method.apply(this, safe);
      },
    },
  };
  return destination === undefined ? pino(options) : pino(options, destination);
}
