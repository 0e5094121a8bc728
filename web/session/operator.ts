import { createContext, useContext } from 'react';
import type { Operator } from './session';

export const OperatorContext = createContext<Operator | null>(null);

/** Who looks at the page. */
export function useOperator(): Operator {
  const operator = useContext(OperatorContext);
  if (operator === null) throw new Error('pages are shown to operators alone');
  return operator;
}
