import { runFake } from '../run-fake';
import { startFakeTelegram } from './fake-telegram';

const USAGE = `A Telegram on this machine, with one bot.
  --port <n>              4030
  --bot-token <id:text>   the bot it knows
  --secret-token <text>   comes with every webhook
  --webhook-url <url>     where updates are posted
  --script <json>         how to behave, for instance {"chances":[{"fault":{"kind":"too-many"},"chance":0.1}]}
Drive it over HTTP: POST /__control/script, /tell, /quiet, /reset; GET /__control/ledger, /summary.`;

runFake({
  usage: USAGE,
  port: 4030,
  options: ['bot-token', 'secret-token', 'webhook-url'],
  start: async (values, port) => {
    const { 'bot-token': botToken, 'secret-token': secretToken } = values;
    const fake = await startFakeTelegram({ port, botToken, secretToken });
    if (values['webhook-url']) fake.script({ webhookUrl: values['webhook-url'] });
    const lines = [
      `Fake Telegram on ${fake.url}; start Hilo with:`,
      `TELEGRAM_API_BASE_URL=${fake.url}`,
      `bot token ${fake.botToken}, secret token ${fake.secretToken}`,
    ];
    return { ...fake, lines };
  },
});
