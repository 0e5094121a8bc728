import { beginRound, findShown, MOST_ROUNDS } from '../../../cli/demonstration/later-rounds';
import { serveTestApi, type ServedApi } from '../../support/served-api';

let served: ServedApi;
let api: ServedApi['api'];
let client: ServedApi['client'];
beforeAll(async () => {
  served = await serveTestApi();
  ({ api, client } = served);
});
afterAll(() => served.close());

describe('a later round of the demonstration', () => {
  it('has eight new people begin the program with days of an hour, and begun twice it is the same', async () => {
    expect(await findShown(client, 3600)).toBeNull();
    const { id } = await beginRound(client, 1);
    expect((await beginRound(client, 1)).id).toBe(id);
    expect(await findShown(client, 3600)).toMatchObject({
      ...{ id, version: 1, name: expect.stringContaining('(1d = 1h)') as string },
      definition: { policy: { dayLength: 3600 } },
    });
    expect(await api.rows('enrollment')).toBe(8);
  });

  it('keeps what somebody made of the program since, and asks nobody of another round', async () => {
    const { id, definition } = await beginRound(client, 1);
    await api.call('put', `/api/programs/${id}`).send({ ...definition, sendAt: '10:15' });
    expect(await beginRound(client, 2)).toMatchObject({ id, version: 2 });
    expect(await beginRound(client, MOST_ROUNDS)).toMatchObject({ id, version: 2 });
    expect(await api.rows('enrollment')).toBe(24);
    expect(await api.rows('program')).toBe(1);
  });
});
