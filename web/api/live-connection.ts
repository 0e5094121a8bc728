/** What a live event may be about: docs/live-updates.md. */
export type LiveKind = 'message' | 'dialog' | 'send' | 'broadcast' | 'alert';

export interface LiveEvent {
  kind: LiveKind;
  data: Readonly<Record<string, unknown>>;
}

export type LiveState = 'connecting' | 'live' | 'away';

interface Watcher {
  onEvent: (event: LiveEvent) => void;
  /** What was missed is not known: everything shown may be old. */
  onReset: () => void;
  onState: (state: LiveState) => void;
}

const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 15_000;

type Frame =
  { type: 'hello' | 'reset'; position: number } | ({ type: 'event'; position: number } & LiveEvent);

/** Watches the account over /ws, and comes back after every break at the position where it was. */
export function watchLive(watcher: Watcher): { close(): void } {
  let position: number | null = null;
  let failures = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let socket: WebSocket | null = null;
  let isOver = false;

  function open() {
    watcher.onState(failures === 0 ? 'connecting' : 'away');
    socket = new WebSocket(addressOf(position));
    socket.onmessage = ({ data }) => take(JSON.parse(String(data)) as Frame);
    socket.onclose = comeBack;
  }
  function take(frame: Frame) {
    const isFirst = position === null;
    position = frame.position;
    if (frame.type === 'event') return watcher.onEvent(frame);
    failures = 0;
    watcher.onState('live');
    if (frame.type === 'reset' || isFirst) watcher.onReset();
  }
  function comeBack() {
    if (isOver) return;
    watcher.onState('away');
    timer = setTimeout(open, Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** failures));
    failures += 1;
  }

  open();
  return {
    close() {
      isOver = true;
      clearTimeout(timer);
      socket?.close();
    },
  };
}

function addressOf(position: number | null): string {
  const url = new URL('/ws', window.location.href);
  url.protocol = url.protocol.replace('http', 'ws');
  if (position !== null) url.searchParams.set('after', String(position));
  return url.href;
}
