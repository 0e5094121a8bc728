import { defineMessages } from '../language/language';

export const invitationMessages = defineMessages({
  en: {
    title: 'You are invited to Hilo',
    lead: 'Choose a password; the invitation is good once.',
    password: 'Password',
    passwordHint: 'At least 12 characters: long rather than complicated.',
    choose: 'Choose it',
    missing: 'Write it first',
    done: (login: string) => `It is chosen. Sign in as ${login}.`,
    signIn: 'Sign in',
  },
  es: {
    title: 'Le invitan a Hilo',
    lead: 'Elija una contraseña; la invitación sirve una vez.',
    password: 'Contraseña',
    passwordHint: 'Al menos 12 caracteres: larga antes que complicada.',
    choose: 'Elegirla',
    missing: 'Escríbala primero',
    done: (login: string) => `Está elegida. Entre como ${login}.`,
    signIn: 'Entrar',
  },
});
