import { DEFAULT_AGENT } from '../../../../domain/agent/configuration';
import { systemPrompt } from '../../../../domain/agent/system-prompt';
import { hoursInWords } from '../../../../domain/business/opening-hours';
import { businessText } from '../../../../domain/business/settings';

describe('opening hours in words', () => {
  const day = (weekday: number, from = '08:00', to = '18:00') => ({ weekday, from, to });

  it('name days with the same hours together, and closed ones as closed', () => {
    const hours = [day(2), day(1), day(6, '14:00', '16:00'), day(6, '09:00', '12:00')];
    expect(hoursInWords(hours)).toBe(
      'lunes, martes: 08:00–18:00; miércoles, jueves, viernes, domingo: cerrado; sábado: 09:00–12:00 y 14:00–16:00',
    );
  });

  it('are nothing for an account that has said none', () => {
    expect(hoursInWords([])).toBeNull();
  });
});

describe("an account's own text", () => {
  const settings = { texts: { agentFallback: { pt: 'Desculpe.' } } };

  it.each([
    ['pt-BR', 'Desculpe.'],
    ['pt', 'Desculpe.'],
    ['es', null],
    ['constructor', null],
  ])('in %s is %p', (language, text) => {
    expect(businessText(settings, 'agentFallback', language)).toBe(text);
    expect(businessText(settings, 'agentHandover', language)).toBeNull();
  });
});

describe('the system prompt', () => {
  const told = { account: 'Café', today: '2026-03-02', goal: null };
  const configuration = { ...DEFAULT_AGENT.configuration, facts: ['Entregamos en Cali.'] };

  it("tells the account's facts beside the bot's, its hours and its languages", () => {
    const business = {
      facts: ['Parqueadero gratis.'],
      hours: [{ weekday: 7, from: '09:00', to: '12:00' }],
      languages: ['es', 'en'] as [string, string],
    };
    const prompt = systemPrompt(configuration, { ...told, business });
    expect(prompt).toContain('- Entregamos en Cali.\n- Parqueadero gratis.');
    expect(prompt).toContain('domingo: 09:00–12:00');
    expect(prompt).toContain('El negocio atiende en: es, en.');
  });

  it('says nothing of what the account has not said', () => {
    const prompt = systemPrompt(configuration, {
      ...told,
      business: { facts: [], hours: [], languages: ['es'] },
    });
    expect(prompt).not.toMatch(/Horario|atiende en/);
  });
});
