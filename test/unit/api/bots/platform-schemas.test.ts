import { attachBody, CREDENTIALS, platformSchema } from '../../../../api/routes/bots/platforms.schema';
import { CREDENTIAL_BODIES } from '../../../support/conversations/bot-bodies';

const { telegram, twilio, botpress, 'whatsapp-cloud': cloud } = CREDENTIAL_BODIES;

describe('credentials', () => {
  test.each([
    ['telegram', telegram],
    ['twilio', twilio],
    ['botpress', botpress],
    ['whatsapp-cloud', cloud],
  ] as const)('of %s are taken as they are', (platform, credentials) => {
    expect(CREDENTIALS[platform].parse(credentials)).toEqual(credentials);
  });

  test.each([
    ['telegram', { ...telegram, botToken: '123456789' }],
    ['telegram', { ...telegram, botToken: `${telegram.botToken}/getMe` }],
    ['telegram', { ...telegram, webhookSecret: 'short' }],
    ['telegram', { ...telegram, webhookSecret: 'with spaces in it' }],
    ['twilio', { ...twilio, accountSid: 'AC123' }],
    ['twilio', { ...twilio, from: 'whatsapp:+15550783881' }],
    ['twilio', { ...twilio, authToken: 'line\nbreak' }],
    ['whatsapp-cloud', { ...cloud, phoneNumberId: '../me' }],
    ['whatsapp-cloud', { ...cloud, apiVersion: '24' }],
    ['whatsapp-cloud', { ...cloud, appSecret: '' }],
    ['botpress', { ...botpress, callbackUrl: 'ftp://bot.example' }],
    ['botpress', { ...botpress, callbackUrl: 'not an address' }],
    ['botpress', { ...botpress, callbackUrl: 'https://name:word@bot.example' }],
  ] as const)('of %s that could not work, or could reach elsewhere, are refused', (platform, credentials) => {
    expect(CREDENTIALS[platform].safeParse(credentials).success).toBe(false);
  });

  test('of WhatsApp get the version of the Graph API that is meant', () => {
    const { apiVersion, ...rest } = cloud;
    expect(CREDENTIALS['whatsapp-cloud'].parse(rest).apiVersion).toBe(apiVersion);
  });

  test('do not fit another platform', () => {
    expect(attachBody.safeParse({ platform: 'twilio', credentials: telegram }).success).toBe(false);
  });
});

test('whatsapp means the interface of Meta', () => {
  expect(platformSchema.parse('whatsapp')).toBe('whatsapp-cloud');
  expect(platformSchema.safeParse('signal').success).toBe(false);
});
