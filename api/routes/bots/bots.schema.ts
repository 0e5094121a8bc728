import { z } from 'zod';
import { BOT_MODES } from '../../../db/entities/bot.entity';
import { CHANNEL_NAMES } from '../../../domain/messaging/channel-name';
import { pageFields, pageOf } from '../../paging';

export const botParams = z.strictObject({ id: z.uuid() });
export const accountParams = z.strictObject({ account_id: z.uuid() });
export const botListQuery = z.strictObject(pageFields);

const template = z.string().trim().min(1).max(200).nullable();

/** What a client says of a bot; the same to make one and to replace what was said. */
export const botBody = z.strictObject({
  name: z.string().trim().min(1, 'name the bot').max(120),
  description: z.string().max(2000).nullable().default(null),
  mode: z
    .enum(BOT_MODES)
    .default('scenario')
    .meta({ description: 'What answers: its scenario, the language model, or both' }),
  orderTemplate: template
    .default(null)
    .meta({ description: 'Reminds of an unpaid order: {{1}} its number, {{2}} its page' }),
  cartTemplate: template
    .default(null)
    .meta({ description: 'Reminds of a cart left behind: {{1}} what is in it, {{2}} its total' }),
});

export const botView = z
  .strictObject({
    id: z.uuid(),
    name: z.string(),
    description: z.string().nullable(),
    mode: z.enum(BOT_MODES),
    orderTemplate: template,
    cartTemplate: template,
    isActive: z.boolean().meta({ description: 'An inactive bot answers nobody' }),
    platforms: z.array(z.enum(CHANNEL_NAMES)).meta({ description: 'Where it answers' }),
    scenario: z
      .strictObject({ id: z.uuid(), name: z.string(), version: z.int() })
      .nullable()
      .meta({ description: 'The scenario it follows; null where none is active' }),
    createdAt: z.iso.datetime(),
    updatedAt: z.iso.datetime(),
  })
  .meta({ id: 'Bot' });

export const botPage = pageOf(botView);
