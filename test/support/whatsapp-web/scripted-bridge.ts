import { resolve } from 'node:path';
import { freePort } from '../free-port';

export interface WrittenByPage {
  to: string;
  body: string;
  id: string;
}

/** What has `npm start` run a bridge whose library is scripted, and where its phones are driven. */
export async function scriptedBridge() {
  const port = await freePort();
  return {
    url: `http://127.0.0.1:${port}`,
    settings: {
      ...{ WHATSAPP_WEB: '1', WHATSAPP_WEB_PORT: '0' },
      WHATSAPP_WEB_MODULE: resolve(__dirname, 'scripted-library.ts'),
      SCRIPTED_WHATSAPP_WEB_PORT: String(port),
    },
  };
}

/** Somebody with the phone of a bot, from another process. */
export function drivePhone(url: string, botId: string) {
  const post = async (deed: string, body: object = {}) => {
    const headers = { 'content-type': 'application/json' };
    const answer = await fetch(`${url}/${botId}/${deed}`, {
      method: 'POST',
      headers,
      body: JSON.stringify(body),
    });
    expect(answer.status).toBe(200);
  };
  return {
    scan: () => post('scan'),
    signOut: () => post('disconnect'),
    receive: (from: string, body: string) => post('receive', { from, body }),
    /** The people read everything that was written to them. */
    read: () => post('read'),
    written: async () => (await (await fetch(`${url}/${botId}/written`)).json()) as WrittenByPage[],
  };
}
