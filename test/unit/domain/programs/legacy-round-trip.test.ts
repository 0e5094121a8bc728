import fc from 'fast-check';
import { luxonZoneClock as clock } from '../../../../activities/zone-clock';
import { exportLegacyContact, importLegacyContact } from '../../../../domain/programs/legacy-csv';
import { stop } from '../../../../domain/programs/operator';
import { anyRules, happenings, play } from '../../../support/programs/histories';

test('export then import gives the same state, wherever an enrollment stands', () => {
  const zones = fc.constantFrom('America/Bogota', 'Europe/Madrid', 'America/Santiago');
  fc.assert(
    fc.property(anyRules, happenings, zones, fc.boolean(), (rules, events, timezone, stopped) => {
      const { state: reached } = play(rules, events);
      const leaving = stop(reached, 'moved away');
      const state = stopped && leaving.ok ? leaving.state : reached;
      const context = { rules, timezone, clock };
      const rows = exportLegacyContact('+573001112233', state, context);
      const lines = rows.map((row, index) => ({ line: index + 2, row }));
      expect(importLegacyContact(lines, context)).toEqual({ state, errors: [] });
    }),
    { numRuns: 1500 },
  );
});
