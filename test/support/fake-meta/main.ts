import { parseArgs } from 'node:util';
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

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      port: { type: 'string', default: '4020' },
      'phone-number-id': { type: 'string' },
      'access-token': { type: 'string' },
      'app-secret': { type: 'string' },
      'webhook-url': { type: 'string' },
      script: { type: 'string', default: '{}' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    console.log(USAGE);
    return;
  }
  const fake = await startFakeMeta({
    port: Number(values.port),
    ...(values['phone-number-id'] && { phoneNumberId: values['phone-number-id'] }),
    ...(values['access-token'] && { accessToken: values['access-token'] }),
    ...(values['app-secret'] && { appSecret: values['app-secret'] }),
  });
  fake.script(JSON.parse(values.script) as object);
  if (values['webhook-url']) fake.script({ webhookUrl: values['webhook-url'] });
  console.log(`Fake Meta on ${fake.url}; start Hilo with:`);
  console.log(`META_GRAPH_BASE_URL=${fake.url}`);
  console.log(
    `phone number id ${fake.phoneNumberId}, access token ${fake.accessToken}, app secret ${fake.appSecret}`,
  );
  const stop = () => void fake.close();
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
