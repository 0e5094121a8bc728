import { Client, type QueryResult } from 'pg';
import { isPrepared } from './prepared';

/** "cached plan must not change result type": https://www.postgresql.org/docs/current/errcodes-appendix.html */
const RESULT_CHANGED = '0A000';

/** A plan is followed no longer: a list or a rush fills a table sooner than Postgres makes new plans for it. */
const PLANS_KEPT_MS = 5_000;

type Query = (...asked: unknown[]) => Promise<QueryResult>;

/** The name of each statement that is prepared, by its text; connections each prepare it for themselves. */
const names = new Map<string, string>();

/** A connection that keeps the plans of statements that are marked as `prepared`. */
export class PreparingClient extends Client {
  /** False once a migration has changed what a statement gives while this connection held its plan. */
  private keepsPlans = true;
  /** No plan of this connection is older. */
  private plansSince = Date.now();
  // pg's own overloads name each way of asking; only one of them is changed.
  private readonly ask = super.query.bind(this) as Query;

  override query = ((...asked: unknown[]) => {
    const [text, values, then] = asked;
    const isMine = this.keepsPlans && typeof text === 'string' && then === undefined && isPrepared(text);
    return isMine ? this.askPrepared(text, values) : this.ask(...asked);
  }) as unknown as Client['query'];

  private async askPrepared(text: string, values: unknown): Promise<QueryResult> {
    await this.dropOldPlans();
    try {
      return await this.ask({ name: nameOf(text), text, values });
    } catch (error) {
      if ((error as { code?: string }).code !== RESULT_CHANGED) throw error;
      this.keepsPlans = false;
      return this.ask(text, values).catch(() => {
        // In a transaction, which this has ended: whoever repeats it is answered.
        throw error;
      });
    }
  }

  /** Those of every statement of the connection: Postgres drops all or none. */
  private async dropOldPlans(): Promise<void> {
    const now = Date.now();
    if (now - this.plansSince < PLANS_KEPT_MS) return;
    this.plansSince = now;
    // What it fails for, the statement itself fails for: a lost connection, a transaction that is over.
    await this.ask('DISCARD PLANS').catch(() => undefined);
  }
}

function nameOf(text: string): string {
  const name = names.get(text) ?? `hilo_${names.size + 1}`;
  names.set(text, name);
  return name;
}
