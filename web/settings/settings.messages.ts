import { defineMessages } from '../language/language';

export const settingsMessages = defineMessages({
  en: {
    title: 'Settings',
    lead: 'What your business says of itself, and who may do what',
    sections: 'Parts of the settings',
    parts: {
      business: 'Business',
      channels: 'Channels',
      calendar: 'Calendar',
      models: 'Language models',
      operators: 'Operators',
      keys: 'API keys',
      audit: 'Audit log',
      password: 'Your password',
    },
    save: 'Save',
    saved: 'Saved',
    never: 'Never',
    missing: 'Write it first',
    actions: 'Actions',
  },
  es: {
    title: 'Ajustes',
    lead: 'Lo que su negocio dice de sí, y quién puede hacer qué',
    sections: 'Partes de los ajustes',
    parts: {
      business: 'Negocio',
      channels: 'Canales',
      calendar: 'Calendario',
      models: 'Modelos de lenguaje',
      operators: 'Operadores',
      keys: 'Claves de API',
      audit: 'Registro',
      password: 'Su contraseña',
    },
    save: 'Guardar',
    saved: 'Guardado',
    never: 'Nunca',
    missing: 'Escríbalo primero',
    actions: 'Acciones',
  },
});
