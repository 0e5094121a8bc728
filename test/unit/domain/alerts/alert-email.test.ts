import { ALERT_EMAIL_WORDS } from '../../../../domain/alerts/alert-email-words';
import { emailOf } from '../../../../domain/alerts/alert-email';
import type { AlertNotice } from '../../../../domain/alerts/alert-notice';
import type { AlertReason } from '../../../../domain/alerts/alert-reason';

const notice: AlertNotice = {
  ...{ id: 'alert-1', rule: { id: 'rule-1', name: 'Provider down' }, severity: 'high' },
  ...{ why: 'channel twilio gave no answer 5 times in a row', subject: 'channel twilio' },
  ...{ contactId: null, botId: null, dialogId: null, message: null, raisedAt: '2026-03-02T14:00:00.000Z' },
};
const reason: AlertReason = { kind: 'no-answer', count: 5 };
const reader = { languages: ['es'] as [string], timezone: 'America/Bogota' };

describe('an email of an alert', () => {
  it('is in the first language of the account, and tells the time of its clock', () => {
    expect(emailOf({ notice, reason }, reader)).toEqual({
      subject: '[alta] Proveedor caído',
      text: [
        'Regla: Proveedor caído',
        'Se encontró: el canal twilio no respondió 5 veces seguidas',
        'Gravedad: alta',
        'Cuándo: 2026-03-02 09:00 (America/Bogota)',
        'Alerta: alert-1',
        '',
      ].join('\n'),
    });
  });

  it.each([['en'], ['pt-BR'], ['est']])('is in English where that is %s', (language) => {
    const { subject, text } = emailOf({ notice, reason }, { ...reader, languages: [language] });
    expect([subject, text.split('\n')[1]]).toEqual([
      '[high] Provider down',
      'Found: channel twilio gave no answer 5 times in a row',
    ]);
  });

  it.each([['es'], ['es-CO'], ['ES']])('is in Spanish where that is %s', (language) => {
    expect(emailOf({ notice, reason }, { ...reader, languages: [language] }).subject).toContain('Proveedor');
  });

  it('keeps the name that somebody gave a rule, and the words of an alert without a reason', () => {
    const own = { ...notice, rule: { id: 'rule-2', name: 'Quejas' }, why: 'the words queja' };
    const { subject, text } = emailOf({ notice: own, reason: null }, reader);
    expect([subject, text.split('\n')[1]]).toEqual(['[alta] Quejas', 'Se encontró: the words queja']);
  });

  it.each<[AlertReason, string]>([
    [{ kind: 'keywords', words: ['queja', 'abogado'] }, 'las palabras queja, abogado'],
    [{ kind: 'pattern', pattern: 'devol.*' }, 'el patrón devol.*'],
    [{ kind: 'sentiment', score: -0.5 }, 'un sentimiento de -0,50'],
    [{ kind: 'failures', count: 3, of: 20 }, 'fallaron 3 de los últimos 20 envíos por el canal twilio'],
    [{ kind: 'stopped-itself' }, 'el canal twilio se detuvo por sí sola'],
    [
      { kind: 'lets-nobody-in' },
      'el canal twilio ya no deja entrar a nadie, y nadie puede reservar: conéctelo de nuevo',
    ],
    [{ kind: 'not-signed', count: 4 }, '4 webhooks sin la firma debida: el canal twilio'],
    [{ kind: 'waits', minutes: 7 }, 'el canal twilio espera desde hace 7 minutos'],
  ])('says in Spanish that %j', (one, said) => {
    expect(ALERT_EMAIL_WORDS.es.why(one, 'channel twilio')).toBe(said);
  });

  it('says what the platform has no word for as it is', () => {
    expect(ALERT_EMAIL_WORDS.es.why({ kind: 'stopped-itself' }, 'twilio')).toBe(
      'twilio se detuvo por sí sola',
    );
  });
});
