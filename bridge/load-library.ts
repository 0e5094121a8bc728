import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { WebClient, WebLibrary } from './web-client';

/** What whatsapp-web.js exports, as far as it is used here. */
interface Exports {
  Client: new (options: object) => WebClient;
  LocalAuth: new (options: { clientId: string; dataPath: string }) => unknown;
  MessageMedia: new (mimeType: string, data: string, fileName: string) => unknown;
}

export interface LibrarySettings {
  /** `whatsapp-web.js`, or the folder somebody installed it in. */
  module: string;
  /** The browser's program; the library's own choice when absent. */
  chromiumPath: string | undefined;
}

/** Codes that nobody scans; each lasts some twenty seconds. */
const MOST_CODES = 15;

/** What to do where the library is not there; it is no part of Hilo, because it would download a browser. */
export const NOT_INSTALLED = [
  'whatsapp-web.js is not installed. In the folder of Hilo run:',
  'PUPPETEER_SKIP_DOWNLOAD=1 npm install --no-save whatsapp-web.js',
  'and set CHROMIUM_PATH to a Chromium or Chrome of this machine, such as /usr/bin/chromium.',
].join(' ');

/** Loads the library that drives WhatsApp's page; throws `NOT_INSTALLED` where it is not there. */
export function loadLibrary({ module, chromiumPath }: LibrarySettings): WebLibrary {
  const { Client, LocalAuth, MessageMedia } = requireLibrary(module);
  return {
    open: ({ name, folder }) =>
      new Client({
        authStrategy: new LocalAuth({ clientId: name, dataPath: folder }),
        webVersionCache: { type: 'local', path: join(folder, 'versions') },
        qrMaxRetries: MOST_CODES,
        puppeteer: { headless: true, ...(chromiumPath !== undefined && { executablePath: chromiumPath }) },
      }),
    media: (mimeType, base64, fileName) => new MessageMedia(mimeType, base64, fileName),
  };
}

function requireLibrary(module: string): Exports {
  try {
    return createRequire(__filename)(module) as Exports;
  } catch (error) {
    const isMissing = error instanceof Error && 'code' in error && error.code === 'MODULE_NOT_FOUND';
    throw isMissing ? new Error(NOT_INSTALLED, { cause: error }) : error;
  }
}
