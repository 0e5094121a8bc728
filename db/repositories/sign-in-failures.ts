import type { DataSource } from 'typeorm';
import { hashToken } from '../secrets/opaque-token';
import { returnedRows } from './send-mapping';

export type SignInFailures = ReturnType<typeof createSignInFailures>;

/** Whose guesses are counted together: kept as a hash, for a login need not be anybody's. */
export interface GuessedSubject {
  name: string;
  /** As many wrong passwords in a row lock it. */
  limit: number;
}

const WINDOW_MS = 15 * 60_000;
const FORGOTTEN_AFTER_MS = 24 * 3_600_000;

const hashOf = ({ name }: GuessedSubject) => hashToken(name);

/** Wrong passwords of the last quarter of an hour, whoever guesses, on however many processes. */
export function createSignInFailures(db: DataSource) {
  return {
    /**
     * Counts a try as wrong before anything is compared, so that guesses at the same time count too. Gives how many
     * seconds the subjects are locked for; 0 lets it be tried.
     */
    async count(subjects: readonly GuessedSubject[], now: Date): Promise<number> {
      const locks = await Promise.all(
        subjects.map(async (subject) => {
          const [row] = returnedRows<{ failures: number; began_at: Date }>(
            await db.query(
              `INSERT INTO sign_in_failure (subject, failures, began_at) VALUES ($1, 1, $2)
               ON CONFLICT (subject) DO UPDATE SET
                 failures = CASE WHEN sign_in_failure.began_at <= $3 THEN 1 ELSE sign_in_failure.failures + 1 END,
                 began_at = CASE WHEN sign_in_failure.began_at <= $3 THEN $2 ELSE sign_in_failure.began_at END
               RETURNING failures, began_at`,
              [hashOf(subject), now, new Date(now.getTime() - WINDOW_MS)],
            ),
          );
          if (!row || row.failures <= subject.limit) return 0;
          return Math.max(1, Math.ceil((row.began_at.getTime() + WINDOW_MS - now.getTime()) / 1000));
        }),
      );
      return Math.max(0, ...locks);
    },

    /** The password was right: what was counted is forgotten, and so is what is a day old. */
    async forget(subjects: readonly GuessedSubject[], now: Date): Promise<void> {
      await db.query('DELETE FROM sign_in_failure WHERE subject = ANY($1) OR began_at < $2', [
        subjects.map(hashOf),
        new Date(now.getTime() - FORGOTTEN_AFTER_MS),
      ]);
    },
  };
}
