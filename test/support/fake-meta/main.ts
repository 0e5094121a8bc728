import { runFake } from '../run-fake';
import { startFakeMeta } from './fake-meta';

const USAGE = `A Meta Cloud API on this machine.
  --port <n>                 4020
  --phone-number-id <id>     the business's number it knows
  --access-token <text>      what calls must bring
  --app-secret <text>        webhooks are signed with it
  --webhook-url <url>        where webhooks are posted
  --script <json>            how to behave, for instance {"chances":[{"fault":{"kind":"too-many"},"chance":0.1}]}
Drive it over HTTP: POST /__control/script, /write, /tell, /quiet, /reset; GET /__control/ledger, /summary.
People write text, tap and send files: {"from":"+57…","body":"Hola"}, {"from":"+57…","tap":{"kind":"button","id":"1",
"title":"Sí"}}, {"from":"CO.1349abc","file":{"kind":"image","mimeType":"image/jpeg","base64":"…"}}.`;

runFake({
  usage: USAGE,
  port: 4020,
  options: ['phone-number-id', 'access-token', 'app-secret', 'webhook-url'],
  start: async (values, port) => {
    const fake = await startFakeMeta({
      port,
      phoneNumberId: values['phone-number-id'],
      accessToken: values['access-token'],
      appSecret: values['app-secret'],
    });
    if (values['webhook-url']) fake.script({ webhookUrl: values['webhook-url'] });
    const { url, phoneNumberId, accessToken, appSecret } = fake;
    const lines = [
      `Fake Meta on ${url}; start Hilo with:`,
      `META_GRAPH_BASE_URL=${url}`,
      `phone number id ${phoneNumberId}, access token ${accessToken}, app secret ${appSecret}`,
    ];
    return { ...fake, lines };
  },
});
