import { z } from 'zod';
import { titleField } from './broadcasts.schema';

/** The form of seed 002, word for word. */
export const campaignForm = z.strictObject({
  titulo_campana: titleField,
  plantilla: z.string().trim().min(1, 'escriba la plantilla').max(8192).meta({
    description: "Twilio's ContentSid, WhatsApp Cloud's name:language, or a text with {{column}}",
  }),
  buzon: z.string().trim().min(1, 'escriba el buzón').max(200).meta({
    description:
      'The sender: a channel that is set up (simulator, twilio), or a bot: its name, its id, or name/platform',
  }),
  idioma: z.string().trim().min(2).max(10).optional(),
});

export const campaignCreated = z
  .strictObject({
    success: z.literal(true),
    campaign_id: z.string(),
    total_messages: z.int(),
    message: z.string(),
  })
  .meta({ id: 'CampaignCreated' });

export const campaignParams = z.strictObject({
  campaign_id: z.string().min(1).max(200).meta({ description: 'Its title, or the id of the broadcast' }),
});

const counts = { total: z.int(), pending: z.int(), sent: z.int(), failed: z.int() };

export const campaignStatus = z
  .strictObject({
    campaign_id: z.string(),
    ...counts,
    progress: z.number().meta({ description: 'Sent, of 100' }),
  })
  .meta({ id: 'CampaignStatus' });

export const campaignList = z
  .strictObject({
    campaigns: z.array(z.strictObject({ id: z.string(), ...counts })),
    total_campaigns: z.int(),
  })
  .meta({ id: 'CampaignList' });

export const systemStatus = z
  .strictObject({
    instance_id: z.string(),
    uptime_seconds: z.int(),
    worker_running: z.boolean(),
    redis_connected: z.null().meta({ description: 'Nothing here needs Redis' }),
    batch_size: z.int(),
    max_concurrent: z.int(),
    database_connected: z.boolean(),
    temporal_connected: z.boolean(),
  })
  .meta({ id: 'SystemStatus' });
