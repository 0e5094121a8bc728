import { createServer, type Socket } from 'node:net';

/** How long a provider takes to answer. */
const ANSWERS_AFTER_MS = 50;
const HEAD_END = '\r\n\r\n';
const LENGTH = /content-length: (\d+)/i;

let acceptedAt: number[] = [];
let made = 0;

/**
 * A provider in a process of its own, for measurements: takes every POST, answers as Twilio does after 50 ms, and
 * remembers when. It speaks just enough HTTP: node:http would cost as much as what is measured.
 */
const server = createServer((socket) => {
  let pending = '';
  socket.setNoDelay(true);
  socket.setEncoding('latin1');
  socket.on('error', () => socket.destroy());
  socket.on('data', (text: string) => {
    pending += text;
    for (let end = requestEnd(pending); end !== null; end = requestEnd(pending)) {
      const method = pending.slice(0, pending.indexOf(' '));
      pending = pending.slice(end);
      take(socket, method);
    }
  });
});

/** Where the first request ends; null as long as it is not all there. */
function requestEnd(text: string): number | null {
  const head = text.indexOf(HEAD_END);
  if (head < 0) return null;
  const end = head + HEAD_END.length + Number(LENGTH.exec(text)?.[1] ?? 0);
  return text.length < end ? null : end;
}

/** POST makes a message, GET tells when each was accepted, DELETE forgets them. */
function take(socket: Socket, method: string): void {
  if (method === 'POST') {
    setTimeout(() => {
      acceptedAt.push(Date.now());
      answer(socket, '201 Created', `{"sid":"SM${(made += 1).toString(16).padStart(32, '0')}"}`);
    }, ANSWERS_AFTER_MS);
    return;
  }
  if (method === 'DELETE') acceptedAt = [];
  answer(socket, '200 OK', JSON.stringify(acceptedAt));
}

function answer(socket: Socket, status: string, body: string): void {
  socket.write(
    `HTTP/1.1 ${status}\r\ncontent-type: application/json\r\ncontent-length: ${body.length}${HEAD_END}${body}`,
    'latin1',
  );
}

server.listen(0, '127.0.0.1', 2048, () => process.send?.({ address: server.address() }));
process.once('disconnect', () => process.exit(0));
