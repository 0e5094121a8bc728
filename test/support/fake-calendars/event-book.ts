/** An event as a fake keeps it, whatever the provider calls its parts. */
export interface BookedEvent {
  id: string;
  title: string;
  note: string;
  startsAt: number;
  endsAt: number;
  /** Whether it takes its owner's time. */
  isBusy: boolean;
  isDeleted: boolean;
  /** Of whoever made it: one event a key. */
  transactionId: string | null;
  /** Our property; null for an event of the owner's own. */
  appointmentId: string | null;
}

export type EventBook = ReturnType<typeof createEventBook>;

/** The truth about what a fake calendar holds. */
export function createEventBook() {
  const events = new Map<string, BookedEvent>();
  let made = 0;
  const live = () => [...events.values()].filter(({ isDeleted }) => !isDeleted);
  return {
    get: (id: string) => events.get(id),
    add(event: BookedEvent): BookedEvent {
      if (event.appointmentId !== null) made += 1;
      events.set(event.id, event);
      return event;
    },
    all: () => [...events.values()],
    live,
    /** Events that Hilo has there now. */
    shown: () => live().filter(({ appointmentId }) => appointmentId !== null),
    /** How many events Hilo ever made. */
    made: () => made,
    busyWithin: (startsAt: number, endsAt: number) =>
      live().filter((event) => event.isBusy && event.startsAt < endsAt && event.endsAt > startsAt),
  };
}

/** Times that touch run into one, as a calendar that says only when somebody is busy tells them. */
export function merged(times: readonly { startsAt: number; endsAt: number }[]) {
  const joined: { startsAt: number; endsAt: number }[] = [];
  for (const { startsAt, endsAt } of times.toSorted((a, b) => a.startsAt - b.startsAt)) {
    const last = joined.at(-1);
    if (last && startsAt <= last.endsAt) last.endsAt = Math.max(last.endsAt, endsAt);
    else joined.push({ startsAt, endsAt });
  }
  return joined;
}
