import { connect, createServer, type Socket } from 'node:net';
import { pipeline } from 'node:stream';
import { ownMongoDatabase } from './transcript-stores';

export interface MongoDoor {
  /** A database of the caller's own on the MongoDB of the tests, through this door. */
  url: string;
  /** The same without the door. */
  behind: string;
  open(): void;
  /** Cuts what goes through and refuses what comes. */
  shut(): void;
  close(): Promise<void>;
}

/** A door to the MongoDB of the tests, shut at first. */
export async function mongoDoor(): Promise<MongoDoor> {
  const behind = new URL(ownMongoDatabase());
  const through = new Set<Socket>();
  let isOpen = false;
  const server = createServer((socket) => {
    if (!isOpen) return socket.destroy();
    const onward = connect(Number(behind.port || 27017), behind.hostname);
    for (const end of [socket, onward]) through.add(end);
    pipeline(socket, onward, socket, () => through.delete(socket));
    return undefined;
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('A TCP server has a port');
  const shut = () => {
    isOpen = false;
    for (const end of through) end.destroy();
    through.clear();
  };
  return {
    url: `mongodb://127.0.0.1:${address.port}${behind.pathname}?directConnection=true`,
    behind: behind.href,
    open: () => {
      isOpen = true;
    },
    shut,
    close: () => {
      shut();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}
