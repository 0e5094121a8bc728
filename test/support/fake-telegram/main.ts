import { parseArgs } from 'node:util';
import { startFakeTelegram } from './fake-telegram';

const USAGE = `A Telegram on this machine, with one bot.
  --port <n>              4030
  --bot-token <id:text>   the bot it knows
  --secret-token <text>   comes with every webhook
  --webhook-url <url>     where updates are posted
  --script <json>         how to behave, for instance {"chances":[{"fault":{"kind":"too-many"},"chance":0.1}]}
Drive it over HTTP: POST /__control/script, /tell, /quiet, /reset; GET /__control/ledger, /summary.`;

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      port: { type: 'string', default: '4030' },
      'bot-token': { type: 'string' },
      'secret-token': { type: 'string' },
      'webhook-url': { type: 'string' },
      script: { type: 'string', default: '{}' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    console.log(USAGE);
    return;
  }
  const fake = await startFakeTelegram({
    port: Number(values.port),
    ...(values['bot-token'] && { botToken: values['bot-token'] }),
    ...(values['secret-token'] && { secretToken: values['secret-token'] }),
  });
  fake.script(JSON.parse(values.script) as object);
  if (values['webhook-url']) fake.script({ webhookUrl: values['webhook-url'] });
  console.log(`Fake Telegram on ${fake.url}`);
  console.log(`bot token ${fake.botToken}, secret token ${fake.secretToken}`);
  const stop = () => void fake.close();
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
