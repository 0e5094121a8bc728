import { defineMessages } from '../language/language';

export const demonstrationMessages = defineMessages({
  en: {
    look: 'Look at the demonstration',
    lookHint: 'No password: invented people, and a simulator instead of their phones.',
    making: 'It is still being filled: give it half a minute.',
    title: 'Demonstration',
    about: 'An account beside yours with something to see on every page. Nothing of it touches yours.',
    here: 'This is the demonstration: everything in it is invented.',
    leave: 'Leave',
    remove: 'Remove the demonstration',
    removeSays:
      'Its people, conversations, programs, broadcasts and orders are deleted, and it does not come back. Your own account stays as it is.',
  },
  es: {
    look: 'Ver la demostración',
    lookHint: 'Sin contraseña: personas inventadas, y un simulador en vez de sus teléfonos.',
    making: 'Todavía se está llenando: dele medio minuto.',
    title: 'Demostración',
    about: 'Una cuenta al lado de la suya, con algo que ver en cada página. Nada de ella toca la suya.',
    here: 'Esta es la demostración: todo en ella es inventado.',
    leave: 'Salir',
    remove: 'Quitar la demostración',
    removeSays:
      'Se borran sus personas, conversaciones, programas, difusiones y pedidos, y no vuelve. Su propia cuenta queda como está.',
  },
});
