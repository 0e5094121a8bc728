import { defineMessages } from '../language/language';

export const calendarMessages = defineMessages({
  en: {
    lead: "A person's calendar can show the appointments of this account, and keep its owner's other times free.",
    none: 'No calendar is connected; appointments are given by the working hours alone.',
    noneOffered:
      'This server has no client of Google or Microsoft yet: docs/operations.md says which settings.',
    connect: (provider: string) => `Connect ${provider}`,
    again: (provider: string) => `Connect ${provider} again`,
    goOn: (provider: string) => `Go on at ${provider}`,
    goOnHint: 'The owner of the calendar agrees there, within ten minutes. Then come back to this page.',
    disconnect: 'Disconnect',
    disconnectSays:
      'Appointments are then given by the working hours alone. What the calendar shows stays there.',
    state: 'State',
    connected: 'Connected',
    revoked: 'Lets nobody in any more',
    revokedHint:
      'Its owner or the provider ended the access. Until it is connected again, or disconnected, nobody can book.',
    provider: 'Provider',
    owner: 'Owner',
    calendar: 'Calendar',
    since: 'Since',
    until: 'Until',
    waiting: 'Not shown yet',
  },
  es: {
    lead: 'El calendario de una persona puede mostrar las citas de esta cuenta y dejar libres sus otras horas.',
    none: 'No hay calendario conectado; las citas se dan solo según el horario.',
    noneOffered:
      'Este servidor aún no tiene un cliente de Google ni de Microsoft: docs/operations.md dice qué ajustes.',
    connect: (provider: string) => `Conectar ${provider}`,
    again: (provider: string) => `Conectar ${provider} de nuevo`,
    goOn: (provider: string) => `Seguir en ${provider}`,
    goOnHint: 'Allí da permiso quien es dueño del calendario, en diez minutos. Después vuelva a esta página.',
    disconnect: 'Desconectar',
    disconnectSays:
      'Las citas se darán entonces solo según el horario. Lo que el calendario muestra queda allí.',
    state: 'Estado',
    connected: 'Conectado',
    revoked: 'Ya no deja entrar',
    revokedHint:
      'Su dueño o el proveedor terminó el acceso. Hasta conectarlo de nuevo, o desconectarlo, nadie puede reservar.',
    provider: 'Proveedor',
    owner: 'Dueño',
    calendar: 'Calendario',
    since: 'Desde',
    until: 'Hasta',
    waiting: 'Sin mostrar aún',
  },
});
