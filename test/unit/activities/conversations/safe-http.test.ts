import { connect as connectTo, createServer } from 'node:net';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import type { Connect } from '../../../../activities/conversations/checked-connect';
import { createSafeHttp, type SafeHttpDeps } from '../../../../activities/conversations/safe-http';
import { backend, call, closeBackends, httpFor } from '../../../support/safe-backends';

afterEach(closeBackends);

/** A connection that goes nowhere, and where each was to go. */
function recordedConnections() {
  const hosts: string[] = [];
  const connect: Connect = ({ hostname }, callback) => {
    hosts.push(hostname);
    callback(Object.assign(new Error('refused'), { code: 'ECONNREFUSED' }), null);
  };
  return { hosts, connect };
}

test('a host that an operator allows is called, on this machine and without TLS', async () => {
  const own = await backend((_request, response) => response.end('{"ok":true}'));
  const answer = await httpFor(own.host)(
    call(`${own.url}/book`, { method: 'PUT', headers: { 'x-a': '1', Host: 'other.example' }, body: '{}' }),
  );
  expect(answer).toMatchObject({ kind: 'answered', status: 200, text: '{"ok":true}' });
  expect(own.seen).toMatchObject([
    { method: 'PUT', url: '/book', body: '{}', headers: { 'x-a': '1', host: own.host } },
  ]);
});

test('without being allowed no byte reaches this machine', async () => {
  const own = await backend((_request, response) => response.end());
  const answer = await httpFor()(call(own.url.replace('http:', 'https:')));
  expect(answer).toMatchObject({ kind: 'unreached', refused: true });
  expect(own.seen).toEqual([]);
});

describe('a name', () => {
  const to = (deps: Partial<SafeHttpDeps>) => createSafeHttp({ allowedHosts: [], ...deps });

  test('is resolved once, and the address that was checked is the one connected to', async () => {
    const { hosts, connect } = recordedConnections();
    const answers = [['93.184.216.34'], ['127.0.0.1']];
    let asked = 0;
    const http = to({ connect, resolve: () => Promise.resolve(answers[asked++] ?? []) });
    expect(await http(call('https://rebinding.example/'))).toMatchObject({ kind: 'unreached' });
    expect({ hosts, asked }).toEqual({ hosts: ['93.184.216.34'], asked: 1 });
    // The resolver now says that the name is this machine.
    expect(await http(call('https://rebinding.example/'))).toMatchObject({
      kind: 'unreached',
      refused: true,
    });
    expect({ hosts, asked }).toEqual({ hosts: ['93.184.216.34'], asked: 2 });
  });

  test.each([
    [['10.0.0.7']],
    [['::1']],
    [['::ffff:169.254.169.254']],
    [['93.184.216.34', '192.168.0.1']],
    [[]],
    [['not an address']],
  ])('that resolves to %j is refused before anything is connected', async (addresses) => {
    const { hosts, connect } = recordedConnections();
    const http = to({ connect, resolve: () => Promise.resolve(addresses) });
    expect(await http(call('https://intranet.example/'))).toEqual({
      kind: 'unreached',
      detail: 'the address is refused: its host is not public',
      refused: true,
    });
    expect(hosts).toEqual([]);
  });

  test('with several addresses is tried at the next where one does not answer', async () => {
    const { hosts, connect } = recordedConnections();
    const http = to({ connect, resolve: () => Promise.resolve(['93.184.216.34', '2606:4700::1']) });
    await http(call('https://two.example/'));
    expect(hosts).toEqual(['93.184.216.34', '2606:4700::1']);
  });

  test('that does not resolve is never reached, and the fault does not name it', async () => {
    const fault = Object.assign(new Error('getaddrinfo ENOTFOUND hidden.example'), { code: 'ENOTFOUND' });
    const http = to({ resolve: () => Promise.reject(fault) });
    const answer = await http(call('https://hidden.example/'));
    expect(answer).toEqual({ kind: 'unreached', detail: 'the connection failed (ENOTFOUND)' });
  });

  test('that is allowed may resolve to this machine', async () => {
    const own = await backend((_request, response) => response.end('hi'));
    const port = own.host.split(':')[1] ?? '';
    const http = to({
      allowedHosts: [`backend.test:${port}`],
      resolve: () => Promise.resolve(['127.0.0.1']),
    });
    expect(await http(call(`http://backend.test:${port}/`))).toMatchObject({ kind: 'answered', text: 'hi' });
  });
});

describe('an answer', () => {
  test('longer than a megabyte is not read, whatever the call asks for', async () => {
    const own = await backend((_request, response) => response.end(Buffer.alloc(1_048_577, 'x')));
    expect(await httpFor(own.host)(call(own.url, { maxBytes: 50_000_000 }))).toMatchObject({
      kind: 'unanswered',
      tooLong: true,
    });
  });

  test.each([
    ['gzip', gzipSync],
    ['br', brotliCompressSync],
  ])('packed with %s counts as long as it is unpacked', async (encoding, pack) => {
    const packed = pack(Buffer.alloc(64 * 1_048_576));
    expect(packed.length).toBeLessThan(1_048_576);
    const own = await backend((_request, response) =>
      response.writeHead(200, { 'content-encoding': encoding }).end(packed),
    );
    expect(await httpFor(own.host)(call(own.url))).toMatchObject({ kind: 'unanswered', tooLong: true });
  });

  test('that a server packs unasked is unpacked', async () => {
    const own = await backend((_request, response) =>
      response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync('{"a":1}')),
    );
    expect(await httpFor(own.host)(call(own.url))).toMatchObject({ kind: 'answered', text: '{"a":1}' });
    expect(own.seen[0]?.headers['accept-encoding']).toBe('identity');
  });

  test.each(['gzip, gzip', 'zstd-of-tomorrow', '__proto__'])('packed as %s is not read', async (encoding) => {
    const own = await backend((_request, response) =>
      response.writeHead(200, { 'content-encoding': encoding }).end('x'),
    );
    expect(await httpFor(own.host)(call(own.url))).toMatchObject({ kind: 'unanswered' });
  });

  test('that says it is packed and is not is no answer', async () => {
    const own = await backend((_request, response) =>
      response.writeHead(200, { 'content-encoding': 'gzip' }).end('not gzip at all'),
    );
    expect(await httpFor(own.host)(call(own.url))).toMatchObject({ kind: 'unanswered' });
  });

  test('that drips without end is given up at the deadline of the whole call', async () => {
    const own = await backend((_request, response) => {
      response.writeHead(200);
      const drip = setInterval(() => response.write('x'), 20);
      response.on('close', () => clearInterval(drip));
    });
    const http = createSafeHttp({ allowedHosts: [own.host], maxTimeoutMs: 200 });
    expect(await http(call(own.url, { timeoutMs: 3_600_000 }))).toEqual({
      kind: 'unanswered',
      detail: 'no answer in time',
    });
  });

  test('of something that does not speak HTTP is none', async () => {
    const server = createServer((socket) => {
      socket.end('220 mail.example ESMTP\r\n', () => socket.destroy());
    }).listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    const { port } = server.address() as { port: number };
    const answer = await httpFor(`127.0.0.1:${port}`)(call(`http://127.0.0.1:${port}/`));
    expect(answer.kind).toBe('unanswered');
    server.close();
  });
});

test('a public https address is connected to under its own name', async () => {
  const names: (string | undefined)[] = [];
  const own = await backend((_request, response) => response.end('public'));
  const port = Number(own.host.split(':')[1]);
  const connect: Connect = ({ host, hostname }, callback) => {
    names.push(host, hostname);
    const socket = connectTo(port, '127.0.0.1', () => callback(null, socket));
  };
  const http = createSafeHttp({
    allowedHosts: [],
    connect,
    resolve: () => Promise.resolve(['93.184.216.34']),
  });
  expect(await http(call('https://shop.example/'))).toMatchObject({ kind: 'answered', text: 'public' });
  expect(names).toEqual(['shop.example', '93.184.216.34']);
});

test('a header with a line break is never sent as two', async () => {
  const own = await backend((_request, response) => response.end());
  const answer = await httpFor(own.host)(call(own.url, { headers: { 'x-a': 'a\r\nx-evil: 1' } }));
  expect(answer.kind).not.toBe('answered');
  expect(own.seen).toEqual([]);
});
