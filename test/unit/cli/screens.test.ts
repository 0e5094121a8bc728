import { stripVTControlCharacters } from 'node:util';
import { codecKeyLine } from '../../../cli/account/codec-key.command';
import { refusalText } from '../../../cli/api/api-refusal';
import { enrollmentPlace, programPlace } from '../../../cli/api/temporal-ui';
import { drawBubble } from '../../../cli/phone/bubbles';
import { PLAIN } from '../../../cli/terminal/styles';
import { textWidth } from '../../../cli/terminal/text-width';
import { readEnv } from '../../../config/env';
import { parsePayloadKey } from '../../../config/temporal/payload-keys';

describe('a bubble', () => {
  const text = '¡Hola! 👋 Empezamos juntos *Mi tienda digital*: seis semanas, un mensaje corto al día.';

  test('is a closed box no wider than its share of the screen', () => {
    const lines = drawBubble({ text, time: '09:00', own: false }, 60, PLAIN).split('\n');
    expect(new Set(lines.map(textWidth)).size).toBe(1);
    expect(textWidth(lines[0] ?? '')).toBeLessThanOrEqual(42);
    expect(lines.at(-1)).toContain('09:00');
  });

  test('of the phone itself ends at the right edge', () => {
    const lines = drawBubble({ text: 'Listo', time: '09:00', own: true }, 60, PLAIN).split('\n');
    expect(lines.map(textWidth)).toEqual([60, 60, 60]);
  });

  test("shows WhatsApp's bold as bold where there are colours, and its signs where there are none", () => {
    const bold = { ...PLAIN, bold: (words: string) => `\u001B[1m${words}\u001B[22m` };
    const drawn = drawBubble({ text: '2*3 es *muy fácil* y 4*5', time: '09:00', own: false }, 80, bold);
    expect(drawn).toContain('\u001B[1mmuy\u001B[22m \u001B[1mfácil\u001B[22m');
    expect(stripVTControlCharacters(drawn)).toContain('2*3 es muy fácil y 4*5');
    expect(drawBubble({ text, time: '09:00', own: false }, 80, PLAIN)).toContain('*Mi');
  });
});

describe('a refusal of the API', () => {
  const problem = {
    title: 'The request is not valid',
    code: 'invalid_request',
    detail: 'to.phone: wrong',
    hint: 'x',
  };

  test('says what is wrong and what to do, without speaking of HTTP', () => {
    const errors = [{ path: 'to.phone', message: 'wrong' }];
    expect(refusalText({ ...problem, errors })).toBe('to.phone: wrong\nCorrect that and try again.');
    expect(refusalText({ ...problem, code: 'unauthenticated', errors: [] })).not.toContain('header');
  });

  test('names every wrong field, and counts those beyond ten', () => {
    const errors = Array.from({ length: 12 }, (_, index) => ({ path: `days.${index}`, message: 'wrong' }));
    const text = refusalText({ ...problem, errors });
    expect(text).toContain('  days.9: wrong\n  … and 2 more');
    expect(text).not.toContain('days.10');
  });

  test("keeps the API's hint where it fits", () => {
    expect(refusalText({ ...problem, code: 'unavailable', errors: [], hint: 'Try again.' })).toContain(
      'Try again.',
    );
  });
});

describe('a place in Temporal', () => {
  test('is a page of the Web UI that hilo start runs', () => {
    const env = readEnv({ HILO_TEMPORAL_UI_PORT: '8300' });
    expect(enrollmentPlace('e1', env)).toBe(
      'http://127.0.0.1:8300/namespaces/default/workflows/enrollment%3Ae1',
    );
    expect(programPlace('p1', env)).toContain('?query=HiloProgram%3D%22p1%22');
  });

  test('of a Temporal of one’s own, or on a port that nobody chose, is what to look for', () => {
    expect(enrollmentPlace('e1', readEnv({ TEMPORAL_ADDRESS: 'temporal:7233' }))).toBe('enrollment:e1');
    expect(programPlace('p1', readEnv({ HILO_TEMPORAL_UI_PORT: '0' }))).toBe('HiloProgram="p1"');
  });
});

test('a codec key is a setting that the settings take, and its id gives nothing of the key away', () => {
  const secret = Buffer.alloc(32, 7);
  const line = codecKeyLine({
    madeAt: new Date('2026-03-02T12:00:00Z'),
    tag: Buffer.from('beef', 'hex'),
    secret,
  });
  const [name = '', value = ''] = line.split(/=(.*)/s);
  expect(readEnv({ [name]: value }).TEMPORAL_PAYLOAD_KEY).toBe(value);
  expect(parsePayloadKey(value)).toEqual({ id: 'k20260302-beef', secret });
});
