import { Client } from 'pg';

/** The Postgres channel on which processes tell each other that an account has news. */
export const LIVE_CHANNEL = 'hilo_live';

/** An account and its last position. */
export interface LiveNotice {
  accountId: string;
  position: number;
}

export interface LiveListenerOptions {
  url: string;
  onNotice: (notice: LiveNotice) => void;
  /** The connection is there, the first time or again: what was said meanwhile was not heard. */
  onConnected: () => void;
  /** Why it is lost; it is made again. */
  onLost: (error: unknown) => void;
}

const RETRY_MS = 500;

/** Listens on a connection of its own for as long as the process runs; one that is lost is made again. */
export function listenForLive(options: LiveListenerOptions): { close(): Promise<void> } {
  let closed = false;
  let client: Client | null = null;
  let retry: NodeJS.Timeout | undefined;

  const lose = (mine: Client, error: unknown) => {
    if (client !== mine) return;
    client = null;
    if (closed) return;
    options.onLost(error);
    void mine.end().catch(() => undefined);
    retry = setTimeout(connect, RETRY_MS);
  };

  function connect(): void {
    const mine = new Client({
      connectionString: options.url,
      application_name: 'hilo-live',
      keepAlive: true,
    });
    client = mine;
    mine.on('error', (error) => lose(mine, error));
    mine.on('end', () => lose(mine, new Error('The connection ended')));
    mine.on('notification', ({ payload }) => {
      const [accountId = '', position = ''] = (payload ?? '').split(' ');
      options.onNotice({ accountId, position: Number(position) });
    });
    mine
      .connect()
      .then(() => mine.query(`LISTEN ${LIVE_CHANNEL}`))
      .then(
        () => options.onConnected(),
        (error: unknown) => lose(mine, error),
      );
  }
  connect();

  return {
    async close() {
      closed = true;
      clearTimeout(retry);
      await client?.end().catch(() => undefined);
    },
  };
}
