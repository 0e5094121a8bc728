import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { Router, type Request, type RequestHandler, type Response } from 'express';
import { encodedPath, listConsoleFiles, type Encoding } from './console-files';

/** Where `hilo console` builds it. */
export const CONSOLE_FOLDER = path.resolve(__dirname, '../../dist/console');

/** What Vite writes where a nonce belongs: web/vite.config.ts. */
const NONCE = '__NONCE__';

/** A year: another content has another name. */
const FOR_EVER = 'public, max-age=31536000, immutable';

/** These answer programs, also when a browser asks for what they do not have. */
const NOT_THE_CONSOLE = /^\/(api|docs|media|assets|checkout|ws)(\/|$)|\.\w+$/;

/** No script and no style but from here; the style sheets that Mantine makes carry the nonce of the page. */
const policy = (nonce: string) =>
  [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data: blob:",
    "media-src 'self' blob:",
    "font-src 'self'",
    "connect-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; ');

const asksForPage = (req: Request) =>
  (req.method === 'GET' || req.method === 'HEAD') && req.accepts(['json', 'html']) === 'html';

/** The console at `/` for whoever reads HTML; programs get there what they always got. */
export function consoleAtRoot(folder = CONSOLE_FOLDER): RequestHandler {
  return async (req, res, next) => {
    if (req.path === '/' && asksForPage(req)) await sendPage(res, folder);
    else next();
  };
}

/** The console's own files, and its page at every address that nothing else serves and that is no API's. */
export function consolePages(folder = CONSOLE_FOLDER): Router {
  const router = Router();
  router.get('/assets/:name', sendAsset(folder));
  router.use(async (req, res, next) => {
    if (NOT_THE_CONSOLE.test(req.path) || !asksForPage(req)) return next();
    req.routePath = '/{console}';
    await sendPage(res, folder);
  });
  return router;
}

function sendAsset(folder: string): RequestHandler<{ name: string }> {
  let files = listConsoleFiles(folder);
  return (req, res, next) => {
    // A console that was built after this process started is found when it is asked for.
    if (!files.has(req.params.name)) files = listConsoleFiles(folder);
    const file = files.get(req.params.name);
    if (file === undefined) return next();
    req.routePath = '/assets/{name}';
    const encoding = encodingFor(req, file.encodings);
    if (encoding !== null) res.set('content-encoding', encoding);
    res.set({ 'content-type': `${file.type}; charset=utf-8`, vary: 'accept-encoding' });
    res.sendFile(encodedPath(file, encoding), {
      cacheControl: false,
      headers: { 'cache-control': FOR_EVER },
    });
  };
}

function encodingFor(req: Request, kept: readonly Encoding[]): Encoding | null {
  return kept.find((encoding) => req.acceptsEncodings(encoding) !== false) ?? null;
}

async function sendPage(res: Response, folder: string): Promise<void> {
  const page = await readFile(path.join(folder, 'index.html'), 'utf8').catch(() => null);
  res.set('cache-control', 'no-store').type('html');
  if (page === null) {
    res.status(503).send(NOT_BUILT);
    return;
  }
  const nonce = randomBytes(16).toString('base64');
  res.set('content-security-policy', policy(nonce)).send(page.replaceAll(NONCE, nonce));
}

const NOT_BUILT = `<!doctype html>
<html lang="en">
  <head><meta charset="utf-8" /><title>Hilo</title></head>
  <body>
    <h1>The console is not built</h1>
    <p>Run <code>npx hilo console</code> and load this page again. The API works without it: see <a href="/docs">/docs</a>.</p>
  </body>
</html>
`;
