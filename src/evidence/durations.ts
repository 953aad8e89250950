// Lengths of time in words: `47 min`, `2 h 17 min`, `26 h`, `3 d 2 h`.

const MINUTE = 60_000;

/**
 * A length of time as people write it, cut to whole minutes (seconds under a minute). Hours are counted on up to two days:
 * an incident of 26 hours says `26 h`.
 */
export function durationText(ms: number): string {
  if (ms < MINUTE) {
    return `${Math.max(0, Math.floor(ms / 1000))} s`;
  }
  const minutes = Math.floor(ms / MINUTE);
  const hours = Math.floor(minutes / 60);
  const rest = minutes % 60;
  if (hours === 0) {
    return `${minutes} min`;
  }
  if (hours < 48) {
    return rest === 0 ? `${hours} h` : `${hours} h ${rest} min`;
  }
  const days = Math.floor(hours / 24);
  return hours % 24 === 0 ? `${days} d` : `${days} d ${hours % 24} h`;
}
