import { createReadStream } from 'node:fs';
import { broadcastPage } from '../../api/routes/broadcasts/broadcasts.routes';
import { importView } from '../../api/routes/imports/imports.schema';
import { readPages } from '../api/read-pages';
import { askBroadcast } from '../broadcasts/operate.command';
import { uploadList } from '../broadcasts/send-list';
import { publishProgram } from '../import/publish-program';
import { listBots } from '../bots/find-bot';
import { example, type Filling } from './filling';
import { payOrders } from './pay-orders';
import { playTalk, readTalks, type Talk } from './talk';

/** How long a day of the program takes, in seconds. */
export const DAY_LENGTH = 60;

const BROADCAST = {
  title: 'Promo de la semana (demostración)',
  template: 'Hola {{nombre}}, hoy 2x1 en {{ciudad}}',
  contactHours: 'any',
  rate: 20,
};

/** It also tells who everybody is: the list has their names. */
export async function sendBroadcast({ api }: Filling): Promise<void> {
  const listing = { path: '/api/broadcasts', schema: broadcastPage };
  for await (const { id, title, state } of readPages(api, listing)) {
    if (title !== BROADCAST.title) continue;
    if (state === 'draft') await askBroadcast(api, id, { action: 'start' });
    return;
  }
  const { broadcast } = await uploadList(api, example('demonstration/list.csv'), BROADCAST);
  await askBroadcast(api, broadcast.id, { action: 'start' });
}

/** People who were under way elsewhere go on here, each where they stood. */
export async function beginProgram({ api }: Filling): Promise<void> {
  const { program } = await publishProgram(api, example('programs/six-sessions.json'), DAY_LENGTH);
  await api.upload({
    path: `/api/programs/${program.id}/enrollments/import`,
    schema: importView,
    query: { channel: 'simulator' },
    contentType: 'text/csv',
    stream: createReadStream(example('enrollments-legacy.csv')),
  });
}

export async function talkToBots(filling: Filling): Promise<void> {
  const bots = new Map((await listBots(filling.api)).map(({ id, name }) => [name, id]));
  const talks = await readTalks(example('demonstration/talks.json'));
  const play = async (talk: Talk) => {
    const botId = bots.get(talk.bot);
    if (botId !== undefined) await playTalk(filling, talk, botId);
  };
  await Promise.all(talks.map(play));
  await payOrders(
    filling.api,
    talks.filter(({ pays }) => pays).map(({ phone }) => phone),
  );
}
