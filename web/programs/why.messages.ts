import { defineMessages } from '../language/language';

/** Why a message did not go out, as the rules write it down in English, in the words of who looks. */
export const whyMessages = defineMessages({
  en: {
    held: (why: string) => `Not now: ${why}`,
    skipped: (why: string) => `Skipped: ${why}`,
    refused: (place: string, attempt: string, why: string) => `Refused ${place}, attempt ${attempt}: ${why}`,
    excluded: (why: string) => `Excluded: ${why}`,
    paused: (why: string) => `Paused: ${why}`,
    resumed: 'Resumed',
    again: 'The current day is to be sent again',
    optedOut: 'Stopped: asked for no more messages',
    superseded: 'New progress came: decided again',
    movedOn: (sent: string) => `${sent}, moved on after a failed retry`,
    whys: {
      'already sent today': 'already sent today',
      'enrollment is not active': 'the contact takes no part now',
      'waiting for completion': 'waiting for an answer',
      '1 failed retry': '1 failed retry',
      'opted out': 'asked for no more messages',
      'paused by an operator': 'paused by an operator',
      'excluded by an operator': 'excluded by an operator',
    },
    undeliverable: (session: string, day: string) => `session ${session}, day ${day} cannot be delivered`,
    failedRetries: (count: string) => `${count} failed retries in a row`,
    outsideHours: (until: string) => `outside contact hours until ${until}`,
    tooLate: (date: string, time: string) => `too late on ${date}: past ${time}`,
    notMadeUp: (date: string) => `missed on ${date}, not made up`,
    noSendingDay: (missed: string, date: string) => `missed on ${missed}, ${date} is no sending day`,
    madeUp: (missed: string, time: string) => `missed on ${missed}, made up at ${time}`,
  },
  es: {
    held: (why: string) => `Todavía no: ${why}`,
    skipped: (why: string) => `No se envió: ${why}`,
    refused: (place: string, attempt: string, why: string) =>
      `Se rechazó ${place}, intento ${attempt}: ${why}`,
    excluded: (why: string) => `Excluido: ${why}`,
    paused: (why: string) => `En pausa: ${why}`,
    resumed: 'Se reanudó',
    again: 'El día actual se envía de nuevo',
    optedOut: 'Detenido: pidió no recibir más mensajes',
    superseded: 'Llegó un avance nuevo: se decidió otra vez',
    movedOn: (sent: string) => `${sent}, se siguió tras un reintento fallido`,
    whys: {
      'already sent today': 'ya se envió hoy',
      'enrollment is not active': 'el contacto no participa ahora',
      'waiting for completion': 'se espera respuesta',
      '1 failed retry': '1 reintento fallido',
      'opted out': 'pidió no recibir más mensajes',
      'paused by an operator': 'lo pausó un operador',
      'excluded by an operator': 'lo excluyó un operador',
    },
    undeliverable: (session: string, day: string) => `no se puede entregar la sesión ${session}, día ${day}`,
    failedRetries: (count: string) => `${count} reintentos fallidos seguidos`,
    outsideHours: (until: string) => `fuera del horario de contacto hasta ${until}`,
    tooLate: (date: string, time: string) => `muy tarde el ${date}: pasadas las ${time}`,
    notMadeUp: (date: string) => `faltó el ${date}, no se repone`,
    noSendingDay: (missed: string, date: string) => `faltó el ${missed}, y el ${date} no se envía`,
    madeUp: (missed: string, time: string) => `faltó el ${missed}, se repone a las ${time}`,
  },
});

export type WhyWords = (typeof whyMessages)['en' | 'es'];
