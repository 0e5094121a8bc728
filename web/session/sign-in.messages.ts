import { defineMessages } from '../language/language';

export const signInMessages = defineMessages({
  en: {
    title: 'Sign in to Hilo',
    lead: 'One durable thread with every person your business talks to.',
    over: 'Your session is over. Sign in again to go on where you were.',
    login: 'Login',
    password: 'Password',
    signIn: 'Sign in',
    missing: 'Write it first',
    wrong: 'Login or password is wrong',
    wrongHint: 'Check both. An admin of your account can give you a new password.',
    locked: 'Too many wrong passwords',
    lockedHint: (detail: string) => `${detail} Wait, or ask an admin for a new password.`,
    firstTime: 'First time here? The terminal that runs npm start shows login and password once.',
  },
  es: {
    title: 'Entrar en Hilo',
    lead: 'Un hilo que no se rompe con cada persona con la que habla su negocio.',
    over: 'Su sesión terminó. Entre de nuevo para seguir donde estaba.',
    login: 'Usuario',
    password: 'Contraseña',
    signIn: 'Entrar',
    missing: 'Escríbalo primero',
    wrong: 'El usuario o la contraseña no son correctos',
    wrongHint: 'Revise ambos. Quien administra su cuenta puede darle otra contraseña.',
    locked: 'Demasiadas contraseñas equivocadas',
    lockedHint: () =>
      'El acceso queda cerrado unos minutos. Espere, o pida otra contraseña a quien administra la cuenta.',
    firstTime: '¿Primera vez? La terminal donde corre npm start muestra una vez usuario y contraseña.',
  },
});
