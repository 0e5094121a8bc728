import { createPatterns } from '../../../../activities/conversations/patterns';
import type { AlertCondition, AlertRule } from '../../../../domain/alerts/alert-rule';
import { matchRule, type WatchedMessage } from '../../../../domain/alerts/match-rule';

const patterns = createPatterns();
const BOT = '01900000-0000-7000-8000-000000000001';
const EVERYWHERE = { botIds: [], channels: [], tags: [] };
const VIPS = { ...EVERYWHERE, tags: ['vip', 'mayorista'] };

const rule = (condition: AlertCondition, changes: Partial<AlertRule> = {}): AlertRule => ({
  ...{ id: 'r', accountId: 'a', name: 'A rule', isActive: true, condition, direction: 'inbound' },
  ...{ severity: 'high', scope: { ...EVERYWHERE }, cooldownSeconds: 0, actions: [] },
  ...changes,
});
const said = (text: string, changes: Partial<WatchedMessage> = {}): WatchedMessage => ({
  ...{ direction: 'inbound', text, botId: BOT, channel: 'twilio', contactTags: [], sentiment: null },
  ...changes,
});
const keyword = (keywords: string[], match: 'any' | 'all' = 'any'): AlertCondition => ({
  ...{ type: 'keyword', keywords, match },
});
const fires = (condition: AlertCondition, text: string) =>
  matchRule(rule(condition), said(text), patterns) !== null;

describe('a keyword', () => {
  it.each([
    ['in another case and without its accent', ['devolución'], 'Quiero una DEVOLUCION ya', true],
    ['beside punctuation', ['abogado'], '¡llamaré a mi abogado!', true],
    ['of several words', ['fuera de servicio'], 'está fuera de servicio', true],
    ['inside another word', ['mal'], 'todo normal', false],
    ['that is nothing but signs', ['!!!'], 'hola !!!', false],
    ['that is not there', ['reembolso'], 'hola', false],
  ])('%s: %j in %j fires: %s', (_how, keywords, text, expected) => {
    expect(fires(keyword(keywords), text)).toBe(expected);
  });

  it('of which all are asked for fires only with all', () => {
    const all = keyword(['pedido', 'tarde'], 'all');
    expect([fires(all, 'mi pedido llega tarde'), fires(all, 'mi pedido')]).toEqual([true, false]);
  });

  it('says which words there were, and nothing of the message', () => {
    const reason = matchRule(rule(keyword(['abogado', 'juez'])), said('mi abogado Pérez'), patterns);
    expect(reason).toEqual({ kind: 'keywords', words: ['abogado'] });
  });
});

describe('a pattern', () => {
  it.each([
    ['\\b\\d{6}\\b', 'mi código es 123456', true],
    ['(?i)demanda', 'los voy a DEMANDAR', true],
    ['^hola$', 'hola y adiós', false],
    ['(a+)+$', `${'a'.repeat(5000)}!`, false],
    ['(?=no)', 'no', false],
  ])('%s on a text fires as RE2 would', (pattern, text, expected) => {
    expect(fires({ type: 'regex', pattern }, text)).toBe(expected);
  });
});

describe('a sentiment', () => {
  it.each([
    ['El servicio es pésimo, una vergüenza', true],
    ['no me gusta nada esto', true],
    ['this is the worst scam ever', true],
    ['Muchas gracias, todo excelente', false],
    ['no está mal', false],
    ['zapatillas negras talla 40', false],
    ['¿a qué hora abren?', false],
    ['', false],
  ])('of %j is bad enough: %s', (text, expected) => {
    expect(fires({ type: 'sentiment', atMost: -0.3 }, text)).toBe(expected);
  });
});

describe('a sentiment that a model read', () => {
  const bad: AlertCondition = { type: 'sentiment', atMost: -0.3 };
  it.each([
    ['irony that no word tells', 'qué rapidez, solo tres semanas', -0.7, true],
    ['bad words that are none', 'este ají está mortal, malo malísimo, me encanta', 0.8, false],
    ['nothing, so that the words decide', 'pésimo servicio', null, true],
  ])('of %s fires: %j at %s', (_what, text, sentiment, expected) => {
    expect(matchRule(rule(bad), said(text, { sentiment }), patterns) !== null).toBe(expected);
  });
});

describe('a rule', () => {
  const hola = keyword(['hola']);
  it.each<[string, Partial<AlertRule>, Partial<WatchedMessage>, boolean]>([
    ['for both directions fires on what goes out', { direction: 'both' }, { direction: 'outbound' }, true],
    ['for what comes in does not', {}, { direction: 'outbound' }, false],
    ['of another channel does not', { scope: { ...EVERYWHERE, channels: ['telegram'] } }, {}, false],
    ['of its channel fires', { scope: { ...EVERYWHERE, channels: ['twilio'] } }, {}, true],
    ['of a bot fires on its messages', { scope: { ...EVERYWHERE, botIds: [BOT] } }, {}, true],
    [
      'of a bot does not on messages of none',
      { scope: { ...EVERYWHERE, botIds: [BOT] } },
      { botId: null },
      false,
    ],
    ['of a tag fires on contacts with it', { scope: VIPS }, { contactTags: ['nuevo', 'vip'] }, true],
    ['of a tag does not on others', { scope: VIPS }, { contactTags: ['nuevo'] }, false],
    ['that is switched off does not', { isActive: false }, {}, false],
  ])('%s', (_what, changes, message, expected) => {
    expect(matchRule(rule(hola, changes), said('hola', message), patterns) !== null).toBe(expected);
  });
});
