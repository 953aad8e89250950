// Times of day and dates in words: `14:05`, `2:05 pm CET`, `half past two`, `noon`, `22 November`, `Friday`.

/** Minutes after midnight; `zone`: minutes east of UTC, where the words name a zone. */
export type ClockTime = { minutes: number; zone?: number };

const ZONES = new Map<string, number>(
  Object.entries({
    utc: 0,
    gmt: 0,
    z: 0,
    cet: 60,
    cest: 120,
    bst: 60,
    est: -300,
    edt: -240,
    cst: -360,
    cdt: -300,
    mst: -420,
    mdt: -360,
    pst: -480,
    pdt: -420,
    jst: 540,
    ist: 330,
    aest: 600,
    aedt: 660,
  }),
);

/** A named zone, or an offset: `CET`, `+02:00`, `UTC+2`. */
export function zoneOffset(words: string): number | undefined {
  const named = ZONES.get(words.toLowerCase());
  const offset = /^(?:utc|gmt)?([+-])(\d{1,2})(?::?(\d\d))?$/i.exec(words);
  if (named !== undefined || offset === null) {
    return named;
  }
  const minutes = Number(offset[2]) * 60 + Number(offset[3] ?? 0);
  return offset[1] === '-' ? -minutes : minutes;
}

/** `2`, `05`, `pm` as minutes after midnight. */
export function clockMinutes(hours: number, minutes: number, half: string | undefined): number | undefined {
  if (minutes > 59 || hours > 24 || (half !== undefined && (hours > 12 || hours < 1))) {
    return undefined;
  }
  const whole = half === undefined ? hours % 24 : (hours % 12) + (/^p/i.test(half) ? 12 : 0);
  return whole * 60 + minutes;
}

const MONTHS = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ');
const DAYS = 'sun mon tue wed thu fri sat'.split(' ');

/** 1 to 12 for the name of a month, or its first letters. */
export function monthOf(word: string): number | undefined {
  const at = MONTHS.indexOf(word.slice(0, 3).toLowerCase());
  return at < 0 ||
    !/^(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)$/i.test(
      word,
    )
    ? undefined
    : at + 1;
}

/** 0 (Sunday) to 6 for the name of a day of the week. */
export function weekdayOf(word: string): number | undefined {
  return /^(?:sun|mon|tues?|wednes|thurs?|fri|satur)day$/i.test(word)
    ? DAYS.indexOf(word.slice(0, 3).toLowerCase())
    : undefined;
}
