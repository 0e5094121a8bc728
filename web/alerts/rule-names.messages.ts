import { defineMessages } from '../language/language';
import { SPANISH_RULES } from './platform-words';

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
  es: { names: SPANISH_RULES },
});
