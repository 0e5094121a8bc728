import { parseArgs } from 'node:util';
import { behavioursSchema } from '../../../api/routes/programs/behaviours.schema';
import { readJsonFile } from '../../../cli/programs/read-json-file';
import { parseDuration } from '../../../cli/terminal/duration-option';
import { startFakeTwilio } from './fake-twilio';
import { createTwilioPeople } from './people';

const USAGE = `A Twilio on this machine.
  --port <n>            4010
  --account-sid <AC…>   the account it knows
  --auth-token <text>   its token; webhooks are signed with it
  --sender <+E164>      the business's WhatsApp number
  --inbound-url <url>   where inbound messages are posted, such as http://127.0.0.1:3000/api/webhook/twilio
  --answer <file>       people who answer, such as examples/behaviours/tour.json
  --day-length <time>   their program day, 20s
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
      answer: { type: 'string' },
      'day-length': { type: 'string', default: '20s' },
      script: { type: 'string', default: '{}' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    console.log(USAGE);
    return;
  }
  const people = values.answer ? await peopleOf(values.answer, values['day-length']) : null;
  const fake = await startFakeTwilio({
    ...(people && { onAccepted: people.onAccepted }),
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

async function peopleOf(file: string, dayLength: string) {
  const behaviours = await readJsonFile(file, behavioursSchema);
  return createTwilioPeople(behaviours, (parseDuration(dayLength) ?? 20) * 1000);
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
