import { gzipSync } from 'node:zlib';
import { testSetting } from '../support/test-servers';

const MOST_SCRIPT_BYTES = 250 * 1024;
const asBrowser = { headers: { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' } };
const at = (path: string) => new URL(path, testSetting('consoleUrl'));

const pageText = async (path: string) => (await fetch(at(path), asBrowser)).text();
const scriptsOf = (page: string) =>
  [...page.matchAll(/(?:src|href)="(\/assets\/[^"]+\.js)"/g)].map(([, path = '']) => path);

describe('the console is served', () => {
  test.each(['/', '/admin', '/a/page/of/the/console'])('at %s to browsers', async (path) => {
    const answer = await fetch(at(path), asBrowser);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toContain('text/html');
    expect(answer.headers.get('cache-control')).toBe('no-store');
  });

  test('with a policy that allows no inline script and no style but those of its nonce', async () => {
    const [first, second] = await Promise.all([fetch(at('/'), asBrowser), fetch(at('/'), asBrowser)]);
    const policies = [first, second].map(({ headers }) => headers.get('content-security-policy') ?? '');
    for (const policy of policies) {
      expect(policy).toContain("script-src 'self';");
      expect(policy).not.toContain('unsafe');
    }
    expect(policies[0]).not.toBe(policies[1]);
  });

  test('with its files under names of their content, to be kept for ever, and compressed', async () => {
    const [script = ''] = scriptsOf(await pageText('/'));
    const answer = await fetch(at(script), { headers: { 'accept-encoding': 'br' } });
    expect(answer.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    expect(answer.headers.get('content-encoding')).toBe('br');
    expect(answer.headers.get('content-type')).toContain('text/javascript');
  });

  test('as people get it, though tests have it built: in its form for production', async () => {
    const scripts = scriptsOf(await pageText('/'));
    const texts = await Promise.all(scripts.map(async (path) => (await fetch(at(path))).text()));
    expect(texts.join('')).toContain('react.dev/errors');
    expect(texts.join('')).not.toContain('jsxDEV');
  });

  test('with at most 250 KB of script, compressed, before its first page', async () => {
    const scripts = scriptsOf(await pageText('/'));
    const sizes = await Promise.all(
      scripts.map(async (path) => gzipSync(await (await fetch(at(path))).bytes()).length),
    );
    expect(sizes.length).toBeGreaterThan(0);
    expect(sizes.reduce((sum, size) => sum + size)).toBeLessThan(MOST_SCRIPT_BYTES);
  });

  test('and hides no answer of the API: programs get JSON, and what is not there is a problem', async () => {
    expect(await (await fetch(at('/'))).json()).toMatchObject({ status: 'ok' });
    for (const path of ['/api/nothing', '/assets/nothing.js', '/docs/nothing']) {
      const answer = await fetch(at(path), asBrowser);
      expect([path, answer.status]).toEqual([path, 404]);
      expect(await answer.json()).toMatchObject({ code: 'unknown_route' });
    }
  });
});
