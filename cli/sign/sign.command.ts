import { readFile } from 'node:fs/promises';
import { buffer } from 'node:stream/consumers';
import { Command } from 'commander';
import { signTwilioRequest } from '../../channels/twilio/sign-request';
import { signMetaBody } from '../../channels/whatsapp-cloud/sign-body';

const EXAMPLES = `
Made for curl: what is printed is one header line.

Examples:
  $ curl -d "$FORM" -H "$(hilo sign twilio --token "$TOKEN" --url "$URL" --form "$FORM")" "$URL"
  $ curl --json @body.json -H "$(hilo sign meta --secret "$APP_SECRET" --file body.json)" "$URL"
  $ curl --json "$UPDATE" -H "$(hilo sign telegram --secret "$WEBHOOK_SECRET")" "$URL"`;

interface TwilioOptions {
  url: string;
  token: string;
  form: string;
}

interface MetaOptions {
  secret: string;
  file?: string;
  body?: string;
}

/** `hilo sign`: the header with which a provider proves that a webhook is its own, to try webhooks by hand. */
export function registerSign(program: Command): void {
  const sign = program
    .command('sign')
    .description('Print the header that proves a webhook, to post one by hand as a provider would')
    .addHelpText('after', EXAMPLES);
  sign.addCommand(twilio()).addCommand(meta());
  sign.addCommand(secretHeader('telegram', 'X-Telegram-Bot-Api-Secret-Token', 'webhookSecret'));
  sign.addCommand(secretHeader('botpress', 'x-bp-secret', 'secret'));
}

function twilio(): Command {
  return new Command('twilio')
    .description('X-Twilio-Signature of a form')
    .requiredOption('--url <url>', 'the whole address as Twilio knows it: PUBLIC_BASE_URL and the path')
    .requiredOption('--token <token>', 'the auth token')
    .requiredOption('--form <form>', "the form, encoded as it is posted: 'Body=hola&From=whatsapp%3A%2B57…'")
    .action(({ token: authToken, url, form }: TwilioOptions) => {
      if (!URL.canParse(url)) throw new Error(`"${url}" is no address: write it with http:// or https://.`);
      console.log(`X-Twilio-Signature: ${signTwilioRequest({ authToken, url, form })}`);
    });
}

function meta(): Command {
  return new Command('meta')
    .alias('whatsapp-cloud')
    .description("X-Hub-Signature-256 of a body's bytes; from standard input without --file and --body")
    .requiredOption('--secret <secret>', "the app's secret")
    .option('--file <body.json>', 'where the body is; post it with --json @file or --data-binary @file')
    .option('--body <json>', 'the body itself')
    .action(async (options: MetaOptions) => {
      console.log(`X-Hub-Signature-256: ${signMetaBody(options.secret, await bodyOf(options))}`);
    });
}

/** Telegram and Botpress sign nothing: they say a secret. */
function secretHeader(platform: string, header: string, credential: string): Command {
  return new Command(platform)
    .description(`${header}, which is the secret itself`)
    .requiredOption('--secret <secret>', `${credential} of the credentials`)
    .action(({ secret }: { secret: string }) => console.log(`${header}: ${secret}`));
}

async function bodyOf({ file, body }: MetaOptions): Promise<Uint8Array> {
  if (file !== undefined && body !== undefined) throw new Error('Give --file or --body, not both.');
  if (body !== undefined) return Buffer.from(body);
  return file === undefined ? buffer(process.stdin) : readFile(file);
}
