import type { TestApi } from './test-api';

/** Two rows that can be sent, and three that cannot. */
export const LIST = [
  'numero,nombre,ciudad',
  '573001112233,Ana,Cali',
  '573001112244,Luis,',
  '12,Eva,Cali',
  '+57 300 111 2233,Ana otra vez,Cali',
  '573001112255,Marta,Pasto',
].join('\n');

interface Made {
  broadcast: { id: string; state: string; progress: Record<string, number>; rejectedRows: number };
  survey: Record<string, unknown>;
}

export type BroadcastDesk = ReturnType<typeof createBroadcastDesk>;

/** Makes broadcasts of lists and works on them, as an operator would; each has a title of its own. */
export function createBroadcastDesk(api: TestApi) {
  let uploads = 0;
  const send = (path: string, csv: string | Buffer, fields: Record<string, string> = {}) => {
    const call = api.call('post', path);
    const title = `Broadcast ${(uploads += 1)}`;
    const all = { title, template: 'Hola {{nombre}}, promo en {{ciudad}}', ...fields };
    for (const [name, value] of Object.entries(all)) call.field(name, value);
    return call.attach('file', Buffer.from(csv), 'list.csv');
  };
  return {
    send,
    async create(csv: string | Buffer = LIST, fields?: Record<string, string>): Promise<Made> {
      const answer = await send('/api/broadcasts', csv, fields);
      expect([answer.status, answer.text]).toEqual([201, expect.anything()]);
      return answer.body as Made;
    },
    act: (id: string, action: string, body: object = {}) =>
      api.call('post', `/api/broadcasts/${id}/${action}`).send(body),
    /** What a worker would write: none runs here. */
    setState: (id: string, state: string) =>
      api.database.dataSource.query('UPDATE broadcast SET state = $2, started_at = now() WHERE id = $1', [
        id,
        state,
      ]),
  };
}
