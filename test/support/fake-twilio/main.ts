import { behavioursSchema } from '../../../api/routes/programs/behaviours.schema';
import { readJsonFile } from '../../../cli/programs/read-json-file';
import { parseDuration } from '../../../cli/terminal/duration-option';
import { runFake } from '../run-fake';
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

runFake({
  usage: USAGE,
  port: 4010,
  options: ['account-sid', 'auth-token', 'sender', 'inbound-url', 'answer', 'day-length'],
  start: async (values, port) => {
    const { answer, 'day-length': dayLength = '20s' } = values;
    const people = answer === undefined ? null : await peopleOf(answer, dayLength);
    const fake = await startFakeTwilio({
      ...(people && { onAccepted: people.onAccepted }),
      port,
      accountSid: values['account-sid'],
      authToken: values['auth-token'],
      sender: values.sender,
    });
    if (values['inbound-url']) fake.script({ inboundUrl: values['inbound-url'] });
    const lines = [
      `Fake Twilio on ${fake.url}; start Hilo with:`,
      `TWILIO_API_BASE_URL=${fake.url}`,
      `TWILIO_ACCOUNT_SID=${fake.accountSid}`,
      `TWILIO_AUTH_TOKEN=${fake.authToken}`,
      `TWILIO_WHATSAPP_FROM=${fake.sender}`,
    ];
    return { ...fake, lines };
  },
});

async function peopleOf(file: string, dayLength: string) {
  const behaviours = await readJsonFile(file, behavioursSchema);
  return createTwilioPeople(behaviours, (parseDuration(dayLength) ?? 20) * 1000);
}
