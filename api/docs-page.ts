import path from 'node:path';
import { Router } from 'express';

const PAGE = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <title>Hilo API</title>
    <link rel="stylesheet" href="/docs/swagger-ui.css" />
  </head>
  <body>
    <div id="swagger-ui"></div>
    <script src="/docs/swagger-ui-bundle.js"></script>
    <script src="/docs/start.js"></script>
  </body>
</html>
`;
const START = `SwaggerUIBundle({ url: '/api/openapi.json', dom_id: '#swagger-ui', deepLinking: true });\n`;
const LIBRARY_FILES = ['swagger-ui.css', 'swagger-ui-bundle.js'];

/**
 * The OpenAPI document, made when it is first asked for, and a reference of it at /docs: served whole from here,
 * with no inline script and nothing from elsewhere.
 */
export function docsPage(describe: () => object): Router {
  let document: object | null = null;
  const library = path.dirname(require.resolve('swagger-ui-dist/package.json'));
  const router = Router();
  router.get('/api/openapi.json', (req, res) => {
    req.routePath = '/api/openapi.json';
    document ??= describe();
    res.json(document);
  });
  router.use('/docs', (req, _res, next) => {
    req.routePath = '/docs';
    next();
  });
  router.get('/docs', (_req, res) => {
    res.type('html').send(PAGE);
  });
  router.get('/docs/start.js', (_req, res) => {
    res.type('text/javascript').send(START);
  });
  for (const file of LIBRARY_FILES) {
    router.get(`/docs/${file}`, (_req, res) => {
      res.sendFile(file, { root: library, maxAge: '1d' });
    });
  }
  return router;
}
