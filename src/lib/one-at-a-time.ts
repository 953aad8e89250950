// Work that must not overlap, one after another in the order in which it was asked for.

/** What one of them rejects with reaches whoever asked for it, and holds up nobody else. */
export function oneAtATime() {
  let last: Promise<unknown> = Promise.resolve();
  return <T>(work: () => Promise<T>): Promise<T> => {
    const next = last.then(work, work);
    last = next.catch(() => undefined);
    return next;
  };
}
