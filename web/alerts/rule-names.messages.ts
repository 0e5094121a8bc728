import { defineMessages } from '../language/language';

export const ruleNamesMessages = defineMessages({
  en: {
    /** Of the rules that every account begins with, by the name they are kept under. */
    names: {
      'Provider down': 'Provider down',
      'Sends fail': 'Sends fail',
      'Broadcast stopped itself': 'Broadcast stopped itself',
      'Webhooks not signed': 'Webhooks not signed',
      'Messages wait': 'Messages wait',
      'Calendar revoked': 'Calendar revoked',
    },
  },
  es: {
    names: {
      'Provider down': 'Proveedor caído',
      'Sends fail': 'Fallan los envíos',
      'Broadcast stopped itself': 'Difusión que se detuvo',
      'Webhooks not signed': 'Webhooks sin firma',
      'Messages wait': 'Mensajes en espera',
      'Calendar revoked': 'Calendario sin acceso',
    },
  },
});
