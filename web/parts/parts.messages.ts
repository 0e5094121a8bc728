import { defineMessages } from '../language/language';

export const partsMessages = defineMessages({
  en: {
    retry: 'Try again',
    unreachable: 'Hilo cannot be reached',
    unreachableHint: 'Check the connection; nothing that you wrote is lost.',
    unreadable: 'The answer cannot be read',
    unexpected: 'Something failed in this page',
    request: (id: string) => `Request ${id}`,
    more: 'Show more',
    outdated: (time: string) => `As of ${time}: it could not be read again.`,
    loading: 'Loading',
    cancel: 'Cancel',
    copy: 'Copy',
    copied: 'Copied',
    kept: 'I have kept it',
  },
  es: {
    retry: 'Intentar de nuevo',
    unreachable: 'No se puede llegar a Hilo',
    unreachableHint: 'Revise la conexión; nada de lo que escribió se pierde.',
    unreadable: 'No se puede leer la respuesta',
    unexpected: 'Algo falló en esta página',
    request: (id: string) => `Solicitud ${id}`,
    more: 'Mostrar más',
    outdated: (time: string) => `Como estaba a las ${time}: no se pudo leer de nuevo.`,
    loading: 'Cargando',
    cancel: 'Cancelar',
    copy: 'Copiar',
    copied: 'Copiado',
    kept: 'Ya lo guardé',
  },
});
