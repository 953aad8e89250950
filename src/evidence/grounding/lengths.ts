// Lengths of time that cited entries hold without telling them as such: written like a clock, or as the time between two of them.
import type { SaidAmount } from './amounts.ts';
import type { Source } from './source.ts';

/** `0:47` in a source may be a length; so may it be in a sentence. */
export function clockLengths(source: Source): number[] {
  return [...source.raw.matchAll(/(?<![\d:])(\d)[:h](\d\d)(?![\d:])/g)].map(
    ([, hours, minutes]) => Number(hours) * 3600 + Number(minutes) * 60,
  );
}

function instantsOf(sources: readonly Source[]): number[] {
  return sources.flatMap(({ times }) => times.flatMap(({ at }) => (at === undefined ? [] : [at])));
}

/** The time between two instants of the cited entries, cut or rounded to the unit of the sentence. */
export function isBetween(sources: readonly Source[], said: SaidAmount): boolean {
  const instants = instantsOf(sources);
  const tolerance =
    said.manner === 'about' ? said.value * 0.1 : said.grain <= 60 ? said.grain - 1 : said.value * 0.02;
  return instants.some((a, index) =>
    instants.slice(index + 1).some((b) => {
      const apart = Math.abs(a - b) / 1000;
      if (said.manner === 'over' || said.manner === 'under') {
        // Entries are told of by the minute: 17 min 2 s lie within 17 minutes.
        const whole = said.grain === 60 ? Math.floor(apart / 60) * 60 : apart;
        const beyond = said.manner === 'over' ? apart - said.value : said.value - whole;
        return apart > 0 && beyond >= 0 && beyond <= said.value * 0.25;
      }
      return apart > 0 && Math.abs(apart - said.value) <= Math.max(tolerance, said.grain < 60 ? 1 : 0);
    }),
  );
}
