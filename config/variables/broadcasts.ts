import { z } from 'zod';
import { readMessagePrices } from '../../domain/broadcasts/message-prices';
import { optionalText } from './kinds';

/** How large broadcasts may be, and how fast they go. */
export const broadcastVariables = {
  MAX_CSV_SIZE_MB: z.coerce.number().positive().default(50).describe('Of the list of a broadcast'),
  MAX_MESSAGES_PER_CAMPAIGN: z.coerce.number().int().min(1).default(100_000),
  BATCH_SIZE: z.coerce.number().int().min(1).max(1000).default(100).describe('Messages in a batch'),
  MAX_CONCURRENT_BATCHES: z.coerce.number().int().min(1).max(50).default(5).describe('Of one broadcast'),
  MESSAGE_PRICES: z
    .string()
    .transform((written, context) => {
      const prices = readMessagePrices(written);
      if (prices) return prices;
      context.addIssue({ code: 'custom', message: 'a currency and prices: USD +57/marketing=0.0125' });
      return z.NEVER;
    })
    .optional()
    .describe('What a message costs by country and category, for forecasts'),
  INTERVALO_ENVIO_MS: z.coerce
    .number()
    .int()
    .min(0)
    .default(0)
    .describe('Between two messages of a broadcast that names no rate'),
  INSTANCE_ID: optionalText.describe('What this API calls itself; by default the name of the machine'),
};
