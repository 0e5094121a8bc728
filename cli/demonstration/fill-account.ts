import { createReadStream } from 'node:fs';
import { ruleBody, rulePage, savedRuleView } from '../../api/routes/alerts/alerts.schema';
import { businessView, putBusinessBody } from '../../api/routes/business/business.schema';
import { calendarView, settingsBody } from '../../api/routes/calendar/calendar.schema';
import { productImportView } from '../../api/routes/shop/products.schema';
import { scenarioSchema } from '../../api/routes/scenarios/scenario.schema';
import { readPages } from '../api/read-pages';
import { agentFile, publishAgent } from '../bots/publish-agent';
import { publishBot } from '../bots/publish-bot';
import { readJsonFile } from '../programs/read-json-file';
import { example, type Filling } from './filling';

/** Names, hours, and what to look out for. */
export async function sayWhoWeAre({ api }: Filling): Promise<void> {
  const business = await readJsonFile(example('demonstration/business.json'), putBusinessBody);
  await api.put({ path: '/api/business', schema: businessView, body: business });
  const hours = await readJsonFile(example('demonstration/calendar.json'), settingsBody);
  await api.put({ path: '/api/calendar', schema: calendarView, body: hours });
}

export async function watchForComplaints({ api }: Filling): Promise<void> {
  const body = await readJsonFile(example('alerts/complaints.json'), ruleBody);
  const path = '/api/alerts/rules';
  for await (const { name } of readPages(api, { path, schema: rulePage })) if (name === body.name) return;
  await api.post({ path, schema: savedRuleView, body });
}

export async function stockShop({ api }: Filling): Promise<void> {
  await api.upload({
    path: '/api/shop/products/import',
    schema: productImportView,
    contentType: 'text/csv',
    stream: createReadStream(example('shop/products-ar.csv')),
  });
}

/** The last one on the simulator answers whoever names no bot: the people of the program. */
export async function makeBots({ api }: Filling): Promise<void> {
  const agenda = await readJsonFile(example('scenarios/clinic-appointments.json'), scenarioSchema);
  await publishBot(api, { name: 'Agenda', platform: 'simulator', scenario: agenda });
  await publishAgent(api, await readJsonFile(example('agents/milo.json'), agentFile), 'simulator');
  const tutora = await readJsonFile(example('demonstration/tutora.json'), scenarioSchema);
  await publishBot(api, { name: 'Tutora', platform: 'simulator', scenario: tutora });
}
