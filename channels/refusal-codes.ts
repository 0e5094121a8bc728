import type { Rejected, RefusalMeaning } from '../domain/messaging/outcome';

/** What is known of the codes a provider refuses with. */
export interface KnownCodes {
  /** Its name, as the words of a refusal begin. */
  provider: string;
  /** The contact does not want messages. */
  optOut: ReadonlySet<string>;
  /** The sender is too fast, and not the message or the contact at fault. */
  throttles: ReadonlySet<string>;
  /** The refusals that every further message would get too. */
  blames: ReadonlyMap<string, 'template' | 'credentials'>;
  /** The codes an operator meets most, in our words: a provider's own may quote the number, so they are never kept. */
  explanations: Readonly<Record<string, string>>;
  /** Where the provider explains a code of its own. */
  pageOf: (code: string) => string;
}

/** Reads the codes of refusals, whether an answer brings them or a delivery report does later. */
export function createRefusalCodes(known: KnownCodes) {
  const explain = (code: string): string => {
    const why = Object.hasOwn(known.explanations, code) ? known.explanations[code] : undefined;
    const words = `${known.provider} refused the message${why === undefined ? '' : `: ${why}`}`;
    return /^\d+$/.test(code) ? `${words} (${known.pageOf(code)})` : words;
  };

  /** What a code says beyond its own message. */
  const meaningOf = (code: string): RefusalMeaning => {
    const blames = known.blames.get(code);
    return {
      detail: explain(code),
      ...(blames && { blames }),
      ...(known.throttles.has(code) && { throttled: true }),
    };
  };

  return {
    meaningOf,

    /** The end of a send that is refused with this code. */
    rejectedWith(code: string): Rejected {
      const { detail, blames } = meaningOf(code);
      const optedOut = known.optOut.has(code);
      return { kind: 'rejected', code, detail, optedOut, ...(blames && { blames }) };
    },

    /** Whether a code says that the contact wants no messages. */
    meansOptOut: (code: string | null): boolean => code !== null && known.optOut.has(code),
  };
}
