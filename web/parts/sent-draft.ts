import { useRef, useState } from 'react';

/** What is written in one place: its emptiness, and how what came back goes before what was written since. */
export interface Kind<Words> {
  empty: Words;
  isEmpty: (words: Words) => boolean;
  join: (first: Words, then: Words) => Words;
}

interface GivenBack<Words> {
  key: string;
  turn: number;
  words: Words;
}

interface Draft<Words> {
  givenBack: readonly GivenBack<Words>[];
  typed: Words;
}

/**
 * What a person is about to send. It is taken when it is sent, so that the next can be written meanwhile; what was
 * refused comes back before it, in the order in which it was sent. The key belongs to the very words: the same sent
 * again counts once where only the answer was lost, and other words are another message.
 */
export function useSentDraft<Words>(
  { empty, isEmpty, join }: Kind<Words>,
  onSend: (words: Words, key: string) => Promise<unknown>,
) {
  const [draft, setDraft] = useState<Draft<Words>>({ givenBack: [], typed: empty });
  const [refusal, setRefusal] = useState<Error | null>(null);
  const turns = useRef(0);
  const wordsOf = ({ givenBack, typed }: Draft<Words>) =>
    [...givenBack.map((each) => each.words), typed].reduce(join);
  const words = wordsOf(draft);
  const send = async () => {
    if (isEmpty(words)) return;
    turns.current += 1;
    const [first, ...others] = draft.givenBack;
    const isSame = first !== undefined && others.length === 0 && isEmpty(draft.typed);
    const sent = { key: isSame ? first.key : crypto.randomUUID(), turn: turns.current, words };
    setDraft({ givenBack: [], typed: empty });
    setRefusal(null);
    try {
      await onSend(words, sent.key);
    } catch (error) {
      setRefusal(error as Error);
      setDraft((since) => ({ ...since, givenBack: inOrder([...since.givenBack, sent]) }));
    }
  };
  return {
    words,
    refusal,
    /** Changes what is there by then, which may be more than what was shown: something may have come back. */
    write: (change: (before: Words) => Words) =>
      setDraft((before) => ({ givenBack: [], typed: change(wordsOf(before)) })),
    send: () => void send(),
  };
}

function inOrder<Words>(givenBack: GivenBack<Words>[]): GivenBack<Words>[] {
  return givenBack.toSorted((a, b) => a.turn - b.turn);
}
