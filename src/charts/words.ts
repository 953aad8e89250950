// Words that have to fit a line.

/** At most `most` letters, the end cut where there are more. Letters as people see them: an emoji counts once. */
export function fitting(text: string, most: number): string {
  const line = text.replace(/\s+/gu, ' ').trim();
  const letters = [...new Intl.Segmenter('en', { granularity: 'grapheme' }).segment(line.slice(0, most * 8))];
  return letters.length <= most
    ? line
    : `${letters
        .slice(0, most - 1)
        .map(({ segment }) => segment)
        .join('')
        .trimEnd()}…`;
}
