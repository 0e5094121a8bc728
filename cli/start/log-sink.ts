import { createWriteStream, existsSync, mkdirSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { prettyFactory } from 'pino-pretty';

export interface LogSink {
  /** What a process wrote: kept in its file, and shown in the terminal when `shown`. */
  line(line: string): void;
}

export interface LogSettings {
  name: string;
  folder: string;
  /** Databases talk too much for a terminal; their files have it all. */
  shown: boolean;
  terminal: NodeJS.WriteStream;
}

/** Requests that went well are many, and would take from the terminal what is said once. */
const SERVED = '"msg":"request served"}';

/** Opens `folder/name.log`; the log of the run before is kept as `name.log.1`. */
export function openLog(settings: LogSettings): LogSink {
  mkdirSync(settings.folder, { recursive: true });
  const path = join(settings.folder, `${settings.name}.log`);
  if (existsSync(path)) renameSync(path, `${path}.1`);
  const file = createWriteStream(path, { flags: 'a' });
  const show = settings.shown ? terminalWriter(settings.terminal) : undefined;
  return {
    line(line) {
      file.write(`${line}\n`);
      if (!line.endsWith(SERVED)) show?.(line);
    },
  };
}

/** People get readable lines; a pipe gets the JSON lines as they were written. */
function terminalWriter(terminal: NodeJS.WriteStream): (line: string) => void {
  if (!terminal.isTTY) return (line) => terminal.write(`${line}\n`);
  const pretty = prettyFactory({
    colorize: true,
    translateTime: 'SYS:HH:MM:ss',
    ignore: 'pid,hostname',
    singleLine: true,
  });
  return (line) => terminal.write(line.startsWith('{') ? pretty(line) : `${line}\n`);
}
