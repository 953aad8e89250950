// Action items as people write them: a row of a table, or a line of a list with owner, date and ticket somewhere in it.
import type { Action } from './document.ts';
import type { Column } from './headings.ts';
import type { Placed } from './markdown-text.ts';

const NOTHING = /^(?:|–|-|—|n\/?a|none|no (?:owner|date|ticket)|nobody|unassigned|tbd|todo|\?+|unknown)$/i;
const TICKET = /\b[A-Z][A-Z0-9]+-\d+\b|(?<!\w)#\d+\b/;
const DATE =
  /\b(?:\d{4}-\d\d-\d\d|\d{1,2}[./]\d{1,2}[./]\d{2,4}|\d{1,2}\.? (?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\w*|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\w* \d{1,2}|(?:by|due|until|before):? (?:next |end of |the )?(?:\w+day|week|month|quarter|sprint|q[1-4]|friday))\b/i;
const OWNER =
  /(?:\b(?:[Oo]wners?|[Aa]ssignees?|[Aa]ssigned to|DRI|[Ww]ho)\s*:\s*|\s[–—]\s+(?=@?\p{Lu}[\p{L}.-]+\s*(?:$|[,;(])))(@?\p{L}[\p{L}’'.-]*(?:(?:\s*(?:,|and|&)\s*|\s)@?\p{Lu}[\p{L}’'.-]*)*)/u;
const HANDLE = /(?<=^|[\s(,[])@[a-z][\w.-]*|<@[UW]\w+>/gi;

const given = (cell: Placed | undefined) => {
  const text = cell?.text.trim() ?? '';
  return NOTHING.test(text) ? undefined : text;
};

const split = (owners: string) =>
  owners
    .split(/\s*(?:,|&|\+|\/|\band\b)\s*/)
    .map((owner) => owner.trim())
    .filter((owner) => !NOTHING.test(owner));

/** Done, or a task of the incident itself. */
const isOver = (status = '', type = '') =>
  /^(?:done|closed|completed?|fixed|x\b|✅|☑)/i.test(status) || /^task$/i.test(type);

/** `index`: of the cell that holds its words. */
export function actionOfRow(
  cells: readonly Placed[],
  columns: readonly (Column | undefined)[],
): { action: Action; index: number } {
  const of = (column: Column) => given(cells[columns.indexOf(column)]);
  const named = columns.indexOf('text');
  const free = columns.indexOf(undefined);
  const index = named >= 0 ? named : Math.max(0, free);
  const text = cells[index]?.text.trim() ?? '';
  const [due, status, factor] = [of('due') ?? of('time'), of('status'), of('factor')];
  const linked = [cells[index], cells[columns.indexOf('ticket')]];
  const links = linked.flatMap((cell) => cell?.links ?? []).filter((link) => !link.startsWith('#'));
  const ticket = of('ticket') ?? TICKET.exec(text)?.[0] ?? links[0];
  const action: Action = {
    text,
    owners: split(of('who') ?? ''),
    ...(due === undefined ? {} : { due }),
    ...(ticket === undefined ? {} : { ticket }),
    ...(factor === undefined ? {} : { factor }),
    ...(isOver(status, of('type')) ? { over: true } : {}),
  };
  return { action, index };
}

const DONE = /[([](?:done|closed|completed?|fixed)[)\]]|✅|☑/i;

/** A line of a list; `over`: its box is ticked. */
export function actionOfLine({ text, links }: Placed, over: boolean): Action {
  const written = OWNER.exec(text.replace(TICKET, ''))?.[1];
  const handles = text.match(HANDLE) ?? [];
  const due = DATE.exec(text)?.[0];
  const ticket = TICKET.exec(text)?.[0] ?? links.find((link) => !link.startsWith('#'));
  return {
    text: text.trim(),
    owners: handles.length > 0 ? handles : written === undefined ? [] : split(written),
    ...(due === undefined ? {} : { due }),
    ...(ticket === undefined ? {} : { ticket }),
    ...(over || DONE.test(text) ? { over: true } : {}),
  };
}
