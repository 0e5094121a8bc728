import type { Language } from '../messaging/opt-out-words';
import type { AlertReason } from './alert-reason';
import { whyOf } from './alert-reason';

/** What an email of an alert says in one language. */
export interface AlertEmailWords {
  severities: Readonly<Record<'low' | 'medium' | 'high', string>>;
  rule: string;
  found: string;
  severity: string;
  at: string;
  message: string;
  contact: string;
  conversation: string;
  alert: string;
  /** A rule that every account begins with, by the name it is kept under; others stay as somebody named them. */
  ruleName: (kept: string) => string;
  why: (reason: AlertReason, subject: string | null) => string;
}

/** The console has these and the next words too, in web/alerts/platform-words.ts. */
export const SPANISH_RULES: Readonly<Record<string, string>> = {
  'Provider down': 'Proveedor caído',
  'Sends fail': 'Fallan los envíos',
  'Broadcast stopped itself': 'Difusión que se detuvo',
  'Webhooks not signed': 'Webhooks sin firma',
  'Messages wait': 'Mensajes en espera',
  'Calendar revoked': 'Calendario sin acceso',
};

export const SPANISH_SUBJECTS: Readonly<Record<string, string>> = {
  channel: 'el canal',
  model: 'el modelo',
  broadcast: 'la difusión',
  calendar: 'el calendario',
  'a message to a contact': 'un mensaje a un contacto',
  'a message from a contact': 'un mensaje de un contacto',
};

export const ALERT_EMAIL_WORDS: Readonly<Record<Language, AlertEmailWords>> = {
  en: {
    severities: { low: 'low', medium: 'medium', high: 'high' },
    ...{ rule: 'Rule', found: 'Found', severity: 'Severity', at: 'At', message: 'Message' },
    ...{ contact: 'Contact', conversation: 'Conversation', alert: 'Alert' },
    ruleName: (kept) => kept,
    why: whyOf,
  },
  es: {
    severities: { low: 'baja', medium: 'media', high: 'alta' },
    ...{ rule: 'Regla', found: 'Se encontró', severity: 'Gravedad', at: 'Cuándo', message: 'Mensaje' },
    ...{ contact: 'Contacto', conversation: 'Conversación', alert: 'Alerta' },
    ruleName: (kept) => SPANISH_RULES[kept] ?? kept,
    why: whyInSpanish,
  },
};

function whyInSpanish(reason: AlertReason, subject: string | null): string {
  const it = subjectInSpanish(subject ?? '');
  switch (reason.kind) {
    case 'keywords':
      return `las palabras ${reason.words.join(', ')}`;
    case 'pattern':
      return `el patrón ${reason.pattern}`;
    case 'sentiment':
      return `un sentimiento de ${reason.score.toFixed(2).replace('.', ',')}`;
    case 'no-answer':
      return `${it} no respondió ${reason.count} veces seguidas`;
    case 'failures':
      return `fallaron ${reason.count} de los últimos ${reason.of} envíos por ${it}`;
    case 'stopped-itself':
      return `${it} se detuvo por sí sola`;
    case 'lets-nobody-in':
      return `${it} ya no deja entrar a nadie, y nadie puede reservar: conéctelo de nuevo`;
    case 'not-signed':
      return `${reason.count} webhooks sin la firma debida: ${it}`;
    case 'waits':
      return `${it} espera desde hace ${reason.minutes} minutos`;
  }
}

/** `channel twilio` as `el canal twilio`; what has no words, such as a platform, stays as it is. */
function subjectInSpanish(subject: string): string {
  const [kind = '', ...name] = subject.split(' ');
  return SPANISH_SUBJECTS[subject] ?? [SPANISH_SUBJECTS[kind] ?? kind, ...name].join(' ');
}
