// Shares and tables, as the evaluation's report writes them.
import type { Share } from './measure.ts';

export function summed(shares: readonly Share[]): Share {
  return {
    good: shares.reduce((sum, { good }) => sum + good, 0),
    all: shares.reduce((sum, { all }) => sum + all, 0),
    wrong: shares.flatMap(({ wrong }) => wrong),
  };
}

export const of = ({ good, all }: Share) => (all === 0 ? '–' : `${good} of ${all}`);
export const part = ({ good, all }: Share) => (all === 0 ? 1 : good / all);
export const percent = (one: Share) => `${(Math.floor(part(one) * 1000) / 10).toFixed(1)} % (${of(one)})`;

export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}
