import { parseArgs } from 'node:util';
import { startFakeTwilio } from './fake-twilio';

const USAGE = `A Twilio on this machine.
  --port <n>            4010
  --account-sid <AC…>   the account it knows
  --auth-token <text>   its token; webhooks are signed with it
  --sender <+E164>      the business's WhatsApp number
  --inbound-url <url>   where inbound messages are posted, such as http://127.0.0.1:3000/api/webhook/twilio
  --script <json>       how to behave, for instance {"chances":[{"fault":{"kind":"too-many"},"chance":0.1}]}
Drive it over HTTP: POST /__control/script, /inbound, /quiet, /reset; GET /__control/ledger, /summary.`;

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      port: { type: 'string', default: '4010' },
      'account-sid': { type: 'string' },
      'auth-token': { type: 'string' },
      sender: { type: 'string' },
      'inbound-url': { type: 'string' },
      script: { type: 'string', default: '{}' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    console.log(USAGE);
    return;
  }
  const fake = await startFakeTwilio({
    port: Number(values.port),
    ...(values['account-sid'] && { accountSid: values['account-sid'] }),
    ...(values['auth-token'] && { authToken: values['auth-token'] }),
    ...(values.sender && { sender: values.sender }),
  });
  fake.script(JSON.parse(values.script) as object);
  if (values['inbound-url']) fake.script({ inboundUrl: values['inbound-url'] });
  console.log(`Fake Twilio on ${fake.url}; start Hilo with:`);
  console.log(`TWILIO_API_BASE_URL=${fake.url}`);
  console.log(`TWILIO_ACCOUNT_SID=${fake.accountSid}`);
  console.log(`TWILIO_AUTH_TOKEN=${fake.authToken}`);
  console.log(`TWILIO_WHATSAPP_FROM=${fake.sender}`);
  const stop = () => void fake.close();
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
