import { fetchFileFrom } from '../../../channels/fetch-file';
import type { Exchange, HttpCall } from '../../../channels/http-exchange';

const BYTES = Buffer.from([0xff, 0xd8]);
const calls: HttpCall[] = [];
const found = (headers = {}): Exchange => ({
  kind: 'answered',
  status: 200,
  headers,
  text: '',
  bytes: BYTES,
});
const answered = (status: number, headers = {}): Exchange => ({
  kind: 'answered',
  status,
  headers,
  text: '',
});
const to = (location: string) => answered(302, { location });

/** Fetches `https://api.example/1`, whose host alone gets the secret; `cdn.example` gets none. */
async function fetchWith(...answers: Exchange[]) {
  calls.length = 0;
  return fetchFileFrom(
    (call) => {
      calls.push(call);
      return Promise.resolve(answers.shift() ?? answered(500));
    },
    {
      ...{ provider: 'Example', url: 'https://api.example/1', timeoutMs: 1000 },
      headersFor: ({ origin }) => {
        if (origin === 'https://api.example') return { authorization: 'secret' };
        return origin === 'https://cdn.example' ? {} : null;
      },
    },
  );
}

describe("a person's file", () => {
  it('comes with its type and the name it was given', async () => {
    const headers = {
      'content-type': 'Image/JPEG; q=1',
      'content-disposition': 'attachment; filename="../a/tarea.jpg"',
    };
    expect(await fetchWith(found(headers))).toEqual({
      ...{ kind: 'fetched', bytes: BYTES, mimeType: 'image/jpeg', fileName: 'tarea.jpg' },
    });
    expect(await fetchWith(found())).toMatchObject({ mimeType: 'application/octet-stream', fileName: null });
  });

  it('is followed to another host of the provider without the secret', async () => {
    expect(await fetchWith(to('https://cdn.example/x?sig=a%2Fb'), found())).toMatchObject({
      kind: 'fetched',
    });
    expect(calls.map(({ url, headers }) => [url, headers])).toEqual([
      ['https://api.example/1', { authorization: 'secret' }],
      ['https://cdn.example/x?sig=a%2Fb', {}],
    ]);
  });

  it.each([
    'https://thief.example/1',
    'http://api.example/1',
    'https://api.example:8443/1',
    'https://api.example@thief.example/1',
    'https://user:word@api.example/1',
    '//thief.example/1',
    'file:///etc/passwd',
    'data:text/plain,x',
    'https://api.example.thief.example/1',
  ])('is not followed to %s', async (location) => {
    expect(await fetchWith(to(location), found())).toMatchObject({ kind: 'refused' });
    expect(calls).toHaveLength(1);
  });

  it('is not followed round in circles', async () => {
    const round = Array.from({ length: 9 }, () => to('/1'));
    expect(await fetchWith(...round)).toMatchObject({ kind: 'refused' });
    expect(calls).toHaveLength(4);
  });

  it.each([
    ['gone', answered(404)],
    ['expired', answered(410)],
    ['not ours to have', answered(401)],
    ['sent on to nowhere', answered(302)],
    ['empty', { ...found(), bytes: Buffer.alloc(0) }],
    ['too large', { kind: 'unanswered' as const, detail: 'too long', tooLong: true }],
  ])('that is %s is refused for good', async (_what, answer) => {
    expect(await fetchWith(answer)).toMatchObject({ kind: 'refused' });
  });

  it.each([
    ['the provider fails', answered(503), 5000],
    ['the provider asks to slow down', answered(429, { 'retry-after': '7' }), 7000],
    ['nobody answers', { kind: 'unanswered' as const, detail: 'no answer in time' }, 5000],
    ['nobody is there', { kind: 'unreached' as const, detail: 'refused' }, 5000],
  ])('is asked for again later when %s', async (_what, answer, retryAfterMs) => {
    expect(await fetchWith(answer)).toMatchObject({ kind: 'later', retryAfterMs });
  });

  it('says nothing of the address in a refusal', async () => {
    const said = [await fetchWith(to('https://thief.example/1')), await fetchWith(answered(404))];
    expect(JSON.stringify(said)).not.toMatch(/thief|example\/|secret/);
  });
});
