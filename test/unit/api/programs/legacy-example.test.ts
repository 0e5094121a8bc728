import { createReadStream, readFileSync } from 'node:fs';
import { luxonZoneClock as clock } from '../../../../activities/zone-clock';
import { normalizePhone } from '../../../../api/phone';
import { programDefinitionSchema } from '../../../../api/routes/programs/programs.schema';
import { readLegacyCsv } from '../../../../api/routes/programs/read-legacy-csv';
import { decide } from '../../../../domain/programs/decide';
import { decisionLine } from '../../../../domain/programs/decision-line';
import { rulesOf } from '../../../../domain/programs/definition';
import type { EnrollmentState } from '../../../../domain/programs/enrollment';
import { groupLegacyRows, importLegacyContact } from '../../../../domain/programs/legacy-csv';
import type { LegacyLine } from '../../../../domain/programs/legacy-row';

const definition = programDefinitionSchema.parse(
  JSON.parse(readFileSync('examples/programs/six-sessions.json', 'utf8')),
);
const context = { rules: rulesOf(definition), timezone: definition.timezone, clock };

async function importExample(): Promise<Map<string, EnrollmentState>> {
  const lines: LegacyLine[] = [];
  for await (const item of readLegacyCsv(createReadStream('examples/enrollments-legacy.csv'))) {
    if (!('row' in item)) throw new Error(JSON.stringify(item));
    lines.push(item);
  }
  expect(lines).toHaveLength(120);
  const { contacts, errors } = groupLegacyRows(lines, normalizePhone);
  expect(errors).toEqual([]);
  const states = new Map<string, EnrollmentState>();
  for (const [number, rows] of contacts) {
    const imported = importLegacyContact(rows, context);
    expect(imported.errors).toEqual([]);
    states.set(number, imported.state);
  }
  return states;
}

test('the example of the old file is 24 contacts, each going on from where it stood', async () => {
  const states = await importExample();
  const lines = [...states.values()].map((state) => {
    const decision = decide(state, context.rules, '2025-09-13');
    return decisionLine(decision, { kind: 'recorded' });
  });
  const counts: Record<string, number> = {};
  for (const line of lines) counts[line] = (counts[line] ?? 0) + 1;
  expect(states.size).toBe(24);
  expect(counts).toEqual({
    'to send S1D1, attempt 1': 6,
    'to send S1D1, attempt 2': 3,
    'to send S1D2, attempt 1': 2,
    'to send S1D2, attempt 2': 1,
    'to send S1D3, attempt 1': 1,
    'to send S1D3, attempt 2': 1,
    'to send S1D4, attempt 1': 1,
    'to send S1D4, attempt 2': 1,
    'to send S1D5, attempt 1': 2,
    'to send S2D1, attempt 1': 1,
    'skipped: waiting for S1D1, failed retries 1': 1,
    'skipped: waiting for S1D2, failed retries 1': 1,
    'skipped: waiting for S1D3, failed retries 1': 1,
    'excluded: 2 failed retries in a row': 1,
    'skipped: enrollment is not active': 1,
  });
});

test("the tour's own number goes on with its third day", async () => {
  const state = (await importExample()).get('+573001112233');
  expect(state && decide(state, context.rules, '2025-09-13')).toMatchObject({
    kind: 'send',
    session: 1,
    day: 3,
  });
});
