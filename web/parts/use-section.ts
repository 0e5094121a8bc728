import { useEffect, useState } from 'react';

interface Sections<Name extends string> {
  chosen: Name | undefined;
  /** Whether it was opened: what was typed in it stays. */
  isSeen: (name: Name) => boolean;
  choose: (name: string | null) => void;
}

/** The part of a page that the address names behind its #, or the first one. */
export function useSection<Name extends string>(names: readonly Name[], first = names[0]): Sections<Name> {
  const named = () => names.find((name) => `#${name}` === window.location.hash);
  const [seen, setSeen] = useState(() => [named() ?? first]);
  const show = (name: Name) => setSeen((before) => [...before.filter((each) => each !== name), name]);
  useEffect(() => {
    const follow = () => {
      const name = named();
      if (name !== undefined) show(name);
    };
    window.addEventListener('hashchange', follow);
    return () => window.removeEventListener('hashchange', follow);
  });
  return {
    chosen: seen.at(-1),
    isSeen: (name) => seen.includes(name),
    choose(asked) {
      const name = names.find((each) => each === asked);
      if (name === undefined) return;
      window.history.replaceState(null, '', `#${name}`);
      show(name);
    },
  };
}
