import { backend, call, closeBackends, httpFor } from '../../../support/safe-backends';

afterEach(closeBackends);

describe('a redirect', () => {
  const secret = {
    authorization: 'Bearer s3cret',
    'x-api-key': 's3cret',
    cookie: 'a=b',
    accept: 'text/plain',
  };

  test.each([
    'http://169.254.169.254/latest/',
    'https://10.0.0.1/',
    'https://[::1]/',
    'http://localhost/',
    'file:///etc/passwd',
  ])('to %s is refused', async (location) => {
    const own = await backend((_request, response) => response.writeHead(302, { location }).end());
    expect(await httpFor(own.host)(call(own.url))).toMatchObject({ kind: 'unanswered', refused: true });
  });

  test('to another port of this machine is refused too', async () => {
    const other = await backend((_request, response) => response.end('inside'));
    const own = await backend((_request, response) => response.writeHead(307, { location: other.url }).end());
    expect(await httpFor(own.host)(call(own.url))).toMatchObject({ refused: true });
    expect(other.seen).toEqual([]);
  });

  test('within an origin keeps headers; to another one it leaves all behind that could be a secret', async () => {
    const other = await backend((_request, response) => response.end('there'));
    const own = await backend((request, response) => {
      const location = request.url === '/' ? '/next' : `${other.url}/other`;
      response.writeHead(307, { location }).end();
    });
    const answer = await httpFor(
      own.host,
      other.host,
    )(call(`${own.url}/`, { method: 'POST', headers: secret, body: '{"a":1}' }));
    expect(answer).toMatchObject({ kind: 'answered', text: 'there' });
    expect(own.seen.map(({ url, headers }) => [url, headers['authorization']])).toEqual([
      ['/', 'Bearer s3cret'],
      ['/next', 'Bearer s3cret'],
    ]);
    expect(other.seen).toMatchObject([
      { method: 'POST', body: '{"a":1}', headers: { accept: 'text/plain' } },
    ]);
    expect(JSON.stringify(other.seen)).not.toContain('s3cret');
    expect(other.seen[0]?.headers).not.toHaveProperty('cookie');
  });

  test('after a POST that is answered with 303 is a GET without its body', async () => {
    const own = await backend((request, response) => {
      if (request.url === '/done') response.end('done');
      else response.writeHead(303, { location: '/done' }).end();
    });
    await httpFor(own.host)(
      call(own.url, { method: 'POST', body: '{}', headers: { 'content-type': 'application/json' } }),
    );
    expect(own.seen[1]).toMatchObject({ method: 'GET', url: '/done', body: '' });
    expect(own.seen[1]?.headers).not.toHaveProperty('content-type');
  });

  test('is followed three times, and not a fourth', async () => {
    const own = await backend((request, response) => {
      const left = Number(request.url?.slice(1));
      if (left === 0) response.end('there');
      else response.writeHead(302, { location: `/${left - 1}` }).end();
    });
    const http = httpFor(own.host);
    expect(await http(call(`${own.url}/3`))).toMatchObject({ kind: 'answered', text: 'there' });
    expect(await http(call(`${own.url}/4`))).toMatchObject({
      kind: 'unanswered',
      detail: 'more than 3 redirects',
    });
    expect(own.seen.filter(({ url }) => url === '/0')).toHaveLength(1);
  });
});
