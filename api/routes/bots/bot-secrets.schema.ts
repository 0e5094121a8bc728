import { z } from 'zod';

export const botSecretsParams = z.strictObject({ id: z.uuid() });

export const botSecretParams = z.strictObject({
  id: z.uuid(),
  name: z
    .string()
    .regex(
      /^[A-Z][A-Z0-9_]{0,63}$/,
      'capitals, digits and _, beginning with a letter, such as BOOKINGS_TOKEN',
    ),
});

export const botSecretBody = z.strictObject({
  value: z
    .string()
    .min(1, 'write the secret')
    .max(4000)
    .regex(/^[\x20-\x7e]+$/, 'characters that a header can carry'),
});

export const botSecretView = z
  .strictObject({
    name: z.string(),
    fingerprint: z.string().meta({ description: 'Tells values apart and nothing about them' }),
    updatedAt: z.iso.datetime(),
  })
  .meta({ id: 'BotSecret' });

export const botSecretListView = z.strictObject({ items: z.array(botSecretView) });
