import { z } from 'zod';
import { CALENDAR_PROVIDERS } from '../../../domain/calendar/calendar-connection';

const provider = z.enum(CALENDAR_PROVIDERS);

export const connectionView = z
  .strictObject({
    state: z
      .enum(['none', 'connected', 'revoked'])
      .meta({ description: 'revoked: nothing can be booked until it is connected again, or disconnected' }),
    provider: provider.nullable(),
    owner: z.string().nullable().meta({ description: 'Whose calendar it is, by their address' }),
    calendar: z.string().nullable(),
    connectedBy: z.string().nullable(),
    connectedAt: z.iso.datetime().nullable(),
    revokedAt: z.iso.datetime().nullable(),
    waiting: z.int().meta({ description: 'Appointments that the calendar does not show as they are' }),
    trouble: z.string().nullable().meta({ description: 'What was in the way of one of them last' }),
    todo: z.string().nullable().meta({ description: 'What somebody is to do about it' }),
    offered: z.array(provider).meta({ description: 'What can be connected on this server' }),
  })
  .meta({ id: 'CalendarConnection' });

export const connectBody = z.strictObject({ provider });

export const beginView = z
  .strictObject({
    url: z.url().meta({ description: 'To be opened in a browser, by whoever the calendar belongs to' }),
    expiresAt: z.iso.datetime().meta({ description: 'It is good once, until then' }),
  })
  .meta({ id: 'CalendarAuthorization' });

export const disconnectedView = z
  .strictObject({
    provider,
    forgotten: z.boolean().meta({ description: 'Whether the provider itself forgot that Hilo may come in' }),
    todo: z.string().nullable(),
  })
  .meta({ id: 'CalendarDisconnected' });

/** What OAuth sends a browser back with; providers add fields of their own. */
export const callbackQuery = z.object({
  state: z.string().max(200).default(''),
  code: z.string().max(4000).optional(),
  error: z.string().max(200).optional(),
});
