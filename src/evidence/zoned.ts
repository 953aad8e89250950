// Instants as a reader of one zone writes them: `08:57`, `2019-02-05`, `2019-02-05 08:57`.

export type Zoned = {
  zone: string;
  /** `08:57` */
  time(at: number): string;
  /** `2019-02-05` */
  date(at: number): string;
  /** `2019-02-05 08:57` */
  full(at: number): string;
  /** `2019-02-05 08:57:00`, for logs. */
  exact(at: number): string;
};

function isZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}

/** A formatter for one IANA zone; a zone that this machine does not know falls back to UTC, and says so in `zone`. */
export function zoned(zone: string): Zoned {
  const known = isZone(zone) ? zone : 'UTC';
  // Swedish dates are ISO dates. The formatter is made once because making one is slow, and asked once for each minute: zones
  // have differed by whole minutes since 1972.
  const format = new Intl.DateTimeFormat('sv-SE', {
    timeZone: known,
    dateStyle: 'short',
    timeStyle: 'short',
  });
  const minutes = new Map<number, string>();
  const minute = (at: number) => {
    const key = Math.floor(at / 60_000);
    const found = minutes.get(key) ?? format.format(at);
    minutes.set(key, found);
    return found;
  };
  return {
    zone: known,
    exact: (at) => `${minute(at)}:${String(new Date(at).getUTCSeconds()).padStart(2, '0')}`,
    full: minute,
    date: (at) => minute(at).slice(0, 10),
    time: (at) => minute(at).slice(11),
  };
}
