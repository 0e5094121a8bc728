import { checkScenario } from '../../../../domain/conversations/check/check-scenario';
import { smallScenario } from '../../../support/conversations/read-scenario';

const scenario = smallScenario({
  a: {
    kind: 'call',
    method: 'GET',
    url: 'https://api.example/',
    headers: { authorization: { secret: 'BOOKINGS_TOKEN' }, accept: 'application/json' },
    next: 'b',
    onError: 'b',
  },
  b: { kind: 'end' },
});

test.each([
  ['is no matter where the secrets are not known', {}, []],
  ['is found', { secrets: new Set(['BOOKINGS_TOKEN']) }, []],
  [
    'is a warning where the bot has none of that name yet',
    { secrets: new Set<string>() },
    [expect.objectContaining({ severity: 'warning', code: 'missing-secret', step: 'a' })],
  ],
])('a secret that a call names %s', (_what, known, findings) => {
  expect(checkScenario(scenario, {}, known)).toEqual(findings);
});
