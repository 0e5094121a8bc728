import type { SimulationInput } from '../../domain/programs/simulate';
import type { ComparedTrace } from '../../domain/programs/compare-traces';
import type { ContactTrace } from '../../domain/programs/simulate-contact';

/** What a faithful run has to play: the same program, contacts and behaviours as the rules played. */
export interface FaithfulInput extends SimulationInput {
  /** The contacts as the rules played them: number and behaviour say what to repeat. */
  played: readonly ContactTrace[];
}

/** Plays contacts through the production workflows on the time-skipping server. */
export type RunFaithful = (input: FaithfulInput) => Promise<ComparedTrace[]>;
