import { checkScenario } from '../../../../domain/conversations/check/check-scenario';
import { smallScenario } from '../../../support/conversations/read-scenario';

function findingsOf(tools: string[]) {
  const scenario = smallScenario({
    a: { kind: 'agent', goal: 'Help', tools, next: 'b', onError: 'b' },
    b: { kind: 'end' },
  });
  return checkScenario(scenario, {});
}

describe('the tools that a step gives its agent', () => {
  it('are found', () => {
    expect(findingsOf(['search_products', 'book_appointment'])).toEqual([]);
  });

  it('are a warning each where Hilo has none of the name, with those it has', () => {
    const message = expect.stringMatching(/no tool "orders\.read": .*search_products/) as string;
    expect(findingsOf(['search_products', 'orders.read'])).toEqual([
      expect.objectContaining({ severity: 'warning', code: 'unknown-tool', step: 'a', message }),
    ]);
  });
});
