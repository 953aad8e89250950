// Where docs/emulator.md keeps its generated table.
const START = '<!-- methods: written by src/emulator/write-docs.ts -->';
const END = '<!-- end of methods -->';

export const DOCS = new URL('../../docs/emulator.md', import.meta.url);

/** The page with this table between its markers. */
export function withTable(page: string, table: string): string {
  const start = page.indexOf(START);
  const end = page.indexOf(END);
  if (start < 0 || end < start) {
    throw new Error('docs/emulator.md has lost the markers around its table of methods.');
  }
  return `${page.slice(0, start)}${START}\n${table}\n${page.slice(end)}`;
}
