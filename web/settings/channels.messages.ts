import { defineMessages } from '../language/language';

export const channelsMessages = defineMessages({
  en: {
    lead: 'What went over each channel in the last seven days, and what the rules about the platform found. Credentials are with each bot.',
    channel: 'Channel',
    in: 'In',
    out: 'Out',
    failed: 'Failed',
    unconfirmed: 'Uncertain',
    health: 'Health',
    fine: 'Works',
    none: 'No message went over any channel in these days.',
    toBots: 'To the bots',
  },
  es: {
    lead: 'Lo que pasó por cada canal en los últimos siete días, y lo que hallaron las reglas sobre la plataforma. Las credenciales están con cada bot.',
    channel: 'Canal',
    in: 'Recibidos',
    out: 'Enviados',
    failed: 'Fallidos',
    unconfirmed: 'Inciertos',
    health: 'Salud',
    fine: 'Funciona',
    none: 'Ningún mensaje pasó por ningún canal en esos días.',
    toBots: 'A los bots',
  },
});
