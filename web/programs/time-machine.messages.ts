import { defineMessages } from '../language/language';

export const timeMachineMessages = defineMessages({
  en: {
    lead: 'Plays the whole program in a moment, on the rules of production, with contacts that do not exist: half answer always, the others late, never, or not for long. Nothing is sent.',
    contacts: 'Contacts',
    run: 'Play the program',
    ofDraft: 'Play the draft',
    ofDraftHint: (version: string) =>
      `What you changed and have not published; otherwise version ${version}.`,
    figures: { contacts: 'Contacts', messages: 'Messages', days: 'Days', refused: 'Not delivered' },
    aDay: 'Messages a day',
    chart: (messages: string, days: string) => `${messages} messages over ${days} days`,
    series: { sent: 'Sent', refused: 'Not delivered', excluded: 'Excluded' },
    outcomes: 'How it ends',
    byBehaviour: 'Who behaves how',
    stages: {
      active: 'Still active',
      paused: 'Paused',
      completed: 'Completed',
      excluded: 'Excluded',
      stopped: 'Stopped',
    },
  },
  es: {
    lead: 'Recorre todo el programa en un momento, con las reglas de producción y contactos que no existen: la mitad responde siempre; los demás, tarde, nunca o no por mucho tiempo. No se envía nada.',
    contacts: 'Contactos',
    run: 'Recorrer el programa',
    ofDraft: 'Recorrer el borrador',
    ofDraftHint: (version: string) => `Lo que usted cambió y aún no publica; si no, la versión ${version}.`,
    figures: { contacts: 'Contactos', messages: 'Mensajes', days: 'Días', refused: 'Sin entregar' },
    aDay: 'Mensajes por día',
    chart: (messages: string, days: string) => `${messages} mensajes en ${days} días`,
    series: { sent: 'Enviados', refused: 'Sin entregar', excluded: 'Excluidos' },
    outcomes: 'Cómo termina',
    byBehaviour: 'Quién se comporta cómo',
    stages: {
      active: 'Aún activos',
      paused: 'En pausa',
      completed: 'Terminados',
      excluded: 'Excluidos',
      stopped: 'Detenidos',
    },
  },
});
