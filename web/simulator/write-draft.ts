import { useRef, useState } from 'react';
import type { Written } from './simulator-data';

/** Words that came back, in the order in which they were sent. */
interface GivenBack {
  id: string;
  turn: number;
  text: string;
}

interface Draft {
  givenBack: readonly GivenBack[];
  typed: string;
}

const EMPTY: Draft = { givenBack: [], typed: '' };

/**
 * What a person is about to write. It is taken when it is sent, so that the next can be written meanwhile; what was
 * refused comes back before it. Sent again as it was, it keeps its id: where only the answer was lost it counts once.
 */
export function useWriteDraft(onWrite: (said: Written) => Promise<unknown>) {
  const [draft, setDraft] = useState(EMPTY);
  const turns = useRef(0);
  const text = textOf(draft);
  const send = async () => {
    if (text.trim() === '') return;
    turns.current += 1;
    const sent = { id: idOf(draft), turn: turns.current, text };
    setDraft(EMPTY);
    try {
      await onWrite({ id: sent.id, text });
    } catch {
      // The refusal is shown by the phone.
      setDraft(({ givenBack, typed }) => ({ givenBack: inOrder([...givenBack, sent]), typed }));
    }
  };
  return {
    text,
    write: (typed: string) => setDraft({ givenBack: [], typed }),
    send: () => void send(),
  };
}

function textOf({ givenBack, typed }: Draft): string {
  return [...givenBack.map(({ text }) => text), typed].filter((text) => text.trim() !== '').join(' ');
}

function idOf({ givenBack: [first, ...others], typed }: Draft): string {
  return first && others.length === 0 && typed.trim() === '' ? first.id : crypto.randomUUID();
}

function inOrder(givenBack: GivenBack[]): GivenBack[] {
  return givenBack.toSorted((a, b) => a.turn - b.turn);
}
