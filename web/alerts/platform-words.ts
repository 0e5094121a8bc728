// Emails of alerts say these words too. The console knows nothing of the server's code, so domain/alerts has them once
// more, and test/unit/web/platform-words.test.ts keeps the two the same.

/** The rules that every account begins with, by the name they are kept under. */
export const SPANISH_RULES = {
  'Provider down': 'Proveedor caído',
  'Sends fail': 'Fallan los envíos',
  'Broadcast stopped itself': 'Difusión que se detuvo',
  'Webhooks not signed': 'Webhooks sin firma',
  'Messages wait': 'Mensajes en espera',
  'Calendar revoked': 'Calendario sin acceso',
};

/** Kinds of what in the platform an alert may be about. */
export const SPANISH_SUBJECTS = {
  channel: 'el canal',
  model: 'el modelo',
  broadcast: 'la difusión',
  calendar: 'el calendario',
  'a message to a contact': 'un mensaje a un contacto',
  'a message from a contact': 'un mensaje de un contacto',
};
