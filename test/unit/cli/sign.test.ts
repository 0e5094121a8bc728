import { Command } from 'commander';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { verifyBotpressSecret } from '../../../channels/botpress/verify-secret';
import { verifyTelegramSecret } from '../../../channels/telegram/verify-secret';
import { verifyTwilioSignature } from '../../../channels/twilio/verify-signature';
import { verifyMetaSignature } from '../../../channels/whatsapp-cloud/verify-signature';
import { registerSign } from '../../../cli/sign/sign.command';

/** The name and the value of the header that `hilo sign` prints. */
async function signed(...args: string[]): Promise<[string, string]> {
  const print = jest.spyOn(console, 'log').mockImplementation(() => undefined);
  const program = new Command().exitOverride();
  registerSign(program);
  try {
    await program.parseAsync(['sign', ...args], { from: 'user' });
    expect(print).toHaveBeenCalledTimes(1);
    const [, name = '', value = ''] = /^([\w-]+): (.+)$/.exec(String(print.mock.calls[0]?.[0])) ?? [];
    return [name.toLowerCase(), value];
  } finally {
    print.mockRestore();
  }
}

const SECRET = 'a-secret-of-a-test';

describe('hilo sign', () => {
  const url = 'https://hilo.example/api/webhook/twilio?bodySHA256=no&a=1';
  const form = 'From=whatsapp%3A%2B573001112233&Body=%C2%BFhola%3F+%F0%9F%91%8B&Body=twice&Empty=';

  it('signs a form as the verifier of Twilio wants it', async () => {
    const [name, signature] = await signed('twilio', '--url', url, '--token', SECRET, '--form', form);
    expect(name).toBe('x-twilio-signature');
    const request = { url, contentType: 'application/x-www-form-urlencoded', signature };
    const isFrom = (authToken: string, body: string) =>
      verifyTwilioSignature({ ...request, authToken, rawBody: Buffer.from(body) });
    expect(isFrom(SECRET, form)).toBe(true);
    expect(isFrom(SECRET, `${form}&More=1`)).toBe(false);
    expect(isFrom('another', form)).toBe(false);
  });

  it('refuses an address that is none', async () => {
    await expect(
      signed('twilio', '--url', 'hilo.example', '--token', SECRET, '--form', form),
    ).rejects.toThrow('http');
  });

  describe("signs a body's bytes as the verifier of Meta wants them", () => {
    const body = '{"entry": ["¿hola?"]}\n';
    let folder: string;
    beforeAll(async () => {
      folder = await mkdtemp(join(tmpdir(), 'hilo-sign-'));
      await writeFile(join(folder, 'body.json'), body);
    });
    afterAll(() => rm(folder, { recursive: true }));

    it.each(['meta', 'whatsapp-cloud'])('as %s', async (name) => {
      for (const given of [
        ['--body', body],
        ['--file', join(folder, 'body.json')],
      ]) {
        const [header, signature] = await signed(name, '--secret', SECRET, ...given);
        expect(header).toBe('x-hub-signature-256');
        const isFrom = (appSecret: string, text: string) =>
          verifyMetaSignature({ appSecret, rawBody: Buffer.from(text), signature });
        expect(isFrom(SECRET, body)).toBe(true);
        expect(isFrom(SECRET, body.trimEnd())).toBe(false);
        expect(isFrom('another', body)).toBe(false);
      }
    });
  });

  it.each([
    ['telegram', 'x-telegram-bot-api-secret-token', verifyTelegramSecret],
    ['botpress', 'x-bp-secret', verifyBotpressSecret],
  ])('says the secret that %s says', async (platform, header, verify) => {
    const [name, received] = await signed(platform, '--secret', SECRET);
    expect(name).toBe(header);
    expect(verify({ expected: SECRET, received })).toBe(true);
    expect(verify({ expected: 'another', received })).toBe(false);
  });
});
