import { useQueryClient, type Query } from '@tanstack/react-query';
import { createContext, useContext, useEffect, useState, type ReactNode } from 'react';
import { watchLive, type LiveKind, type LiveState } from './live-connection';

declare module '@tanstack/react-query' {
  interface Register {
    /** The kinds of live events after which the query is asked again. */
    queryMeta: { live?: readonly LiveKind[] };
  }
}

/** Events come in bursts: the first is followed at once, and one asking again is for all of the others. */
const TOGETHER_MS = 150;

const LiveContext = createContext<LiveState>('connecting');

/** Keeps every query true that says, in its `meta.live`, what changes it. */
export function LiveUpdates({ isOn, children }: { isOn: boolean; children: ReactNode }) {
  const queries = useQueryClient();
  const [state, setState] = useState<LiveState>('connecting');
  useEffect(() => {
    if (!isOn) return;
    const kinds = new Set<LiveKind>();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const concerned = ({ meta }: Query) => meta?.live?.some((kind) => kinds.has(kind)) === true;
    // An answer on its way is let come: if each event cancelled it, a busy account would never show any, and whoever
    // asked for the next page of a list would have to ask again.
    const askAgain = (predicate: (query: Query) => boolean) =>
      void queries.invalidateQueries({ predicate }, { cancelRefetch: false });
    const refresh = () => {
      timer = kinds.size === 0 ? undefined : setTimeout(refresh, TOGETHER_MS);
      askAgain(concerned);
      kinds.clear();
    };
    const connection = watchLive({
      onEvent: ({ kind }) => {
        kinds.add(kind);
        if (timer === undefined) refresh();
      },
      onReset: () => askAgain(({ meta }) => meta?.live !== undefined),
      onState: setState,
    });
    return () => {
      clearTimeout(timer);
      connection.close();
    };
  }, [queries, isOn]);
  return <LiveContext value={state}>{children}</LiveContext>;
}

/** Whether what is shown follows what happens. */
export function useLiveState(): LiveState {
  return useContext(LiveContext);
}
