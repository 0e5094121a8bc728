import fc from 'fast-check';
import type { Move } from '../../../domain/conversations/play';
import type { Scenario } from '../../../domain/conversations/scenario';
import { optionIds } from './option-ids';

/** Words people, clumsy or hostile, may send. */
const WORDS = [
  ...['hola', 'sí', 'no', '1', '2', '3', '2500', '4', 'viernes', '24/12', 'ana@correo.co', '+573001112233'],
  ...['{{contact.phone}}', '{{__proto__}}', '__proto__', 'constructor', '', '   ', '💥', '\uD83D', '\u0000'],
  'x'.repeat(5000),
];

const text = fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...WORDS) }, fc.string({ maxLength: 60 }));

/** Any sequence of what can happen to a conversation of the scenario, sense or nonsense. */
export function movesOf(scenario: Scenario): fc.Arbitrary<Move[]> {
  const ids = ['nothing', ...optionIds(scenario)];
  const body = fc.jsonValue({ maxDepth: 3 });
  return fc.array(
    fc.oneof(
      { weight: 6, arbitrary: fc.record({ says: text }) },
      { weight: 4, arbitrary: fc.record({ picks: fc.constantFrom(...ids) }) },
      { weight: 3, arbitrary: fc.record({ waits: fc.constantFrom('next', '1s', '1h', '3d', '30d') }) },
      fc.record({
        sends: fc.record({ kind: fc.constantFrom('image', 'document', 'audio', 'video'), media: text }),
      }),
      {
        weight: 2,
        arbitrary: fc.record({
          answers: fc.record({ status: fc.constantFrom(200, 201, 404, 500), body }),
        }),
      },
      fc.record({ callFails: fc.constant('timeout') }),
      fc.record({ agentFinds: body }),
      fc.record({ agentFails: fc.constant('gave up') }),
      fc.record({ returns: fc.constant(true as const) }),
      fc.record({ migrates: fc.constant(true as const) }),
      fc.record({ starts: fc.dictionary(fc.constantFrom('language', 'name', '__proto__', 'tries'), body) }),
    ) as fc.Arbitrary<Move>,
    { maxLength: 40 },
  );
}
