import type { Finished } from '../../../calendars/connect-calendar';
import { escapeHtml } from '../checkout/checkout-dress';

/** The page holds its own style and nothing else. */
export const CALLBACK_HEADERS = {
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy':
    "default-src 'none'; style-src 'unsafe-inline'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'",
  'referrer-policy': 'no-referrer',
  'cache-control': 'no-store',
};

/** What the owner of a calendar sees who comes back from the provider. */
export function callbackPage(finished: Finished, account: string): string {
  const { title, text } = wordsOf(finished, account);
  return `<!doctype html>
<html lang="es">
<head>
<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<style>
  body { font: 1rem/1.5 system-ui, sans-serif; margin: 0; color: #1f2328; background: #f6f7f9 }
  main { max-width: 32rem; margin: 12vh auto; padding: 2rem; background: #fff; border-radius: 12px }
  h1 { font-size: 1.25rem; margin: 0 0 .75rem } p { margin: 0 0 .75rem } a { color: #0b5cad }
</style>
</head>
<body><main><h1>${title}</h1>${text.map((line) => `<p>${escapeHtml(line)}</p>`).join('')}<p><a href="/">Hilo</a></p></main></body>
</html>`;
}

function wordsOf(finished: Finished, account: string): { title: string; text: string[] } {
  switch (finished.kind) {
    case 'connected': {
      const { owner, calendar } = finished.connection;
      return {
        title: 'Calendario conectado · Calendar connected',
        text: [
          `${owner} (${calendar}) muestra ahora las citas de ${account}. Puedes cerrar esta página.`,
          `${owner} (${calendar}) now shows the appointments of ${account}. You can close this page.`,
        ],
      };
    }
    case 'unknown-state':
      return {
        title: 'Este enlace ya no sirve · This link is over',
        text: [
          'Un enlace sirve una vez, por diez minutos. Empieza de nuevo en los ajustes de Hilo; nada cambió.',
          'A link is good once, for ten minutes. Begin again in the settings of Hilo; nothing was changed.',
        ],
      };
    case 'denied':
      return {
        title: 'Calendario sin conectar · Calendar not connected',
        text: ['No se dio permiso, y nada cambió.', 'Access was not given, and nothing was changed.'],
      };
    case 'failed':
      return {
        title: 'Calendario sin conectar · Calendar not connected',
        text: [
          `No funcionó, y nada cambió: ${finished.detail}. Empieza de nuevo en los ajustes de Hilo.`,
          `It did not work, and nothing was changed: ${finished.detail}. Begin again in the settings of Hilo.`,
        ],
      };
  }
}
