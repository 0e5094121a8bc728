import type { GridDay } from '../../../cli/enrollments/enrollment-grid';
import { drawGrid, gridLegend, markOf } from '../../../cli/enrollments/enrollment-grid';
import { PLAIN } from '../../../cli/terminal/styles';

const day = (session: number, number: number, state: Partial<GridDay> = {}): GridDay => ({
  session,
  day: number,
  status: 0,
  attempts: 0,
  refusals: 0,
  passedOver: false,
  ...state,
});

const rows = [
  [day(1, 1, { status: 2, attempts: 1 }), day(1, 2, { status: 2, attempts: 2 }), day(1, 3)],
  [day(2, 1, { status: 1, attempts: 2 }), day(2, 2)],
];
const titles = ['Su tienda', 'El catálogo'];

test('sessions stand in rows and days in columns, the current day in brackets, repeated attempts counted', () => {
  const drawing = drawGrid({ rows, titles, current: { session: 2, day: 1 } }, PLAIN);
  expect(drawing.split('\n')).toEqual([
    '                day 1  day 2  day 3',
    '1  Su tienda     ●      ● ×2   ·',
    '2  El catálogo  [○]×2   ·',
  ]);
});

test('an enrollment that is over has no current day', () => {
  expect(drawGrid({ rows, titles, current: null }, PLAIN)).not.toContain('[');
});

test('a program that has lost its titles still shows its sessions', () => {
  expect(drawGrid({ rows, titles: [], current: null }, PLAIN)).toMatch(/^2 {3}○/m);
});

test.each([
  ['completed', { status: 2, attempts: 1 }],
  ['sent', { status: 1, attempts: 1 }],
  ['not sent', {}],
  ['refused', { attempts: 2, refusals: 2 }],
  ['not sent', { attempts: 2, refusals: 1 }],
  ['passed over', { status: 1, attempts: 2, passedOver: true }],
  ['completed', { status: 2, attempts: 2, passedOver: true }],
] as const)('a day is shown as %s when it is %j', (mark, state) => {
  expect(markOf(day(1, 1, state))).toBe(mark);
});

test('the legend explains what stands in the grid and leaves rare signs out', () => {
  const usual = gridLegend({ rows: [[day(1, 1)]], titles: [], current: null }, PLAIN);
  expect(usual).toBe('● completed   ○ sent   · not sent');
  const odd = [[day(1, 1, { attempts: 2, refusals: 2 }), day(1, 2, { passedOver: true })]];
  const legend = gridLegend({ rows: odd, titles: [], current: { session: 1, day: 1 } }, PLAIN);
  expect(legend).toContain('✗ refused');
  expect(legend).toContain('» passed over');
  expect(legend).toContain('×2 attempts');
  expect(legend).toContain('[ ] current');
});
