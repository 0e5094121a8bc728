import { defineMessages } from '../language/language';

export const whatsAppWebMessages = defineMessages({
  en: {
    termsTitle: "WhatsApp's terms do not allow this",
    terms:
      'WhatsApp allows programs to use its official interfaces only. This one drives its web page: WhatsApp may block the number at any time and for good, and the page may change so that nothing works for days. There is no guarantee of any kind. For anything that matters use WhatsApp Cloud or Twilio, and never a number you cannot lose.',
    accept: 'I have read this, and accept that the number may be blocked',
    kept: 'The bot is on WhatsApp Web: now sign in with its phone',
    session: 'Session of WhatsApp Web',
    states: {
      off: 'Off on this server',
      'no-answer': 'The bridge gives no answer',
      stopped: 'Not open',
      starting: 'The browser is starting …',
      scan: 'Waiting for the phone',
      ready: 'Signed in',
      'signed-out': 'Signed out',
      failed: 'It cannot start',
    },
    howToStart:
      'Whoever runs this server installs whatsapp-web.js and a Chromium, and starts Hilo with WHATSAPP_WEB=1: docs/operations.md says how.',
    scan: 'On the phone: WhatsApp, Linked devices, Link a device. Then scan this code; it changes by itself.',
    code: 'Code that the phone scans',
    signedInAs: (number: string) => `Signed in as ${number}`,
    start: 'Sign in with a phone',
    stop: 'Close the session',
    logOut: 'Log out',
    reasons: {},
    logOutSays: 'The phone has this device no longer. To answer here again somebody has to scan a new code.',
  },
  es: {
    termsTitle: 'Las condiciones de WhatsApp no permiten esto',
    terms:
      'WhatsApp permite que los programas usen solamente sus interfaces oficiales. Esta maneja su página web: WhatsApp puede bloquear el número en cualquier momento y para siempre, y la página puede cambiar de modo que nada funcione durante días. No hay garantía alguna. Para todo lo que importe use WhatsApp Cloud o Twilio, y nunca un número que no pueda perder.',
    accept: 'Lo he leído, y acepto que el número puede ser bloqueado',
    kept: 'El bot está en WhatsApp Web: ahora inicie sesión con su teléfono',
    session: 'Sesión de WhatsApp Web',
    states: {
      off: 'Apagado en este servidor',
      'no-answer': 'El puente no responde',
      stopped: 'Sin abrir',
      starting: 'El navegador está arrancando …',
      scan: 'Esperando al teléfono',
      ready: 'Sesión iniciada',
      'signed-out': 'Sesión cerrada',
      failed: 'No puede arrancar',
    },
    howToStart:
      'Quien administra este servidor instala whatsapp-web.js y un Chromium, e inicia Hilo con WHATSAPP_WEB=1: docs/operations.md dice cómo.',
    scan: 'En el teléfono: WhatsApp, Dispositivos vinculados, Vincular un dispositivo. Luego escanee este código; cambia solo.',
    code: 'Código que escanea el teléfono',
    signedInAs: (number: string) => `Sesión iniciada como ${number}`,
    start: 'Iniciar sesión con un teléfono',
    stop: 'Cerrar la sesión',
    logOut: 'Desvincular el teléfono',
    reasons: {
      stopped: 'Nadie escaneó el código a tiempo. Pida otro.',
      starting: 'La página no se abrió, o perdió la conexión; se intenta de nuevo.',
      'signed-out': 'El teléfono cerró esta sesión. Iníciela de nuevo y escanee el código.',
    },
    logOutSays:
      'El teléfono ya no tendrá este dispositivo. Para volver a responder aquí, alguien tiene que escanear un código nuevo.',
  },
});
