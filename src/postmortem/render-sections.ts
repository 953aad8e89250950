// Sections as Markdown blocks, the same for every target; how evidence and people are linked differs, and is passed in.
import { zoned } from '../evidence/zoned.ts';
import type { Evidence, Picture, ReviewDocument, Section, Statement } from './document.ts';
import {
  type Block,
  bullets,
  CELL_BREAK,
  emphasis,
  heading,
  type Inline,
  inline,
  LINE_BREAK,
  link,
  paragraph,
  strong,
  table,
  text,
} from './markdown-tree.ts';

/** What a target does its own way. */
export type Dialect = {
  /** The links of a statement or a row to its evidence. */
  evidence(ids: Evidence): Inline[];
  /** The time that the links show, where they show one. */
  evidenceTime?(ids: Evidence): string | undefined;
  /** A cell that is nothing but a person's name. */
  person(name: string): Inline[] | undefined;
  /** How a picture is shown. */
  picture(picture: Picture): Block;
  /** Cells that one table may have; more rows go into a second table. */
  maxCells: number;
};

/** Stands before each sentence that a model wrote; the last section says so. */
const DRAFTED = '✎';

function between(lists: readonly Inline[][]): Inline[] {
  return lists
    .filter((list) => list.length > 0)
    .flatMap((list, index) => (index === 0 ? list : [text(' '), ...list]));
}

/** An address and the link behind it would be read as one. */
const apart = (words: string, links: Inline[]): Inline[] =>
  links.length > 0 && /https?:\/\/\S+$/.test(words) ? [text('· '), ...links] : links;

function statement(one: Statement, dialect: Dialect): Inline[] {
  const links = dialect.evidence(one.evidence);
  const label =
    one.label === undefined ? [] : [emphasis(`${one.label.charAt(0).toUpperCase()}${one.label.slice(1)}:`)];
  switch (one.kind) {
    case 'quote': {
      const said = one.said === undefined ? [] : [text(attribution(one.said, one.evidence, dialect))];
      return between([label, inline(`“${one.text}”`, LINE_BREAK), said, links]);
    }
    case 'gap':
      return between([[strong('To fill in:')], inline(one.text, LINE_BREAK), links]);
    case 'question':
      return between([[strong('Question:')], inline(one.text, LINE_BREAK), links]);
    case 'fact':
      return between([
        label,
        one.drafted ? [text(DRAFTED)] : [],
        inline(one.text, LINE_BREAK),
        apart(one.text, links),
      ]);
  }
}

/** Who said it and when; the time is left to the link behind it where that shows the same. */
function attribution(
  said: NonNullable<Statement['said']>,
  evidence: Statement['evidence'],
  dialect: Dialect,
): string {
  return dialect.evidenceTime?.(evidence) === said.at ? `— ${said.by},` : `— ${said.by}, ${said.at}`;
}

/** A cell whose words, or their beginning, lead somewhere. */
function linked(cell: string, links: Readonly<Record<string, string>>): Inline[] {
  const words = Object.keys(links).find((one) => cell.startsWith(one));
  const url = words === undefined ? undefined : links[words];
  if (words === undefined || url === undefined || !/^https?:\/\//.test(url)) {
    return inline(cell, CELL_BREAK);
  }
  const rest = cell.slice(words.length);
  return [link(url, words), ...(rest === '' ? [] : inline(rest, CELL_BREAK))];
}

/** No cell is left empty: a reader sees that there is nothing, and a canvas keeps the place for what comes later. */
const filled = (cell: Inline[]): Inline[] => (cell.length > 0 ? cell : [text('–')]);

/** The table in as many parts as its cells need. */
function tables(section: Pick<Section, 'table'>, dialect: Dialect): Block[] {
  const source = section.table;
  if (source === undefined || source.rows.length === 0) {
    return [];
  }
  const cited = source.rows.some((row) => row.evidence.length > 0);
  const columns = cited ? [...source.columns, 'Evidence'] : source.columns;
  const rows = source.rows.map((row) => {
    const cells = row.cells.map((cell) => dialect.person(cell) ?? linked(cell, row.links ?? {}));
    return (cited ? [...cells, dialect.evidence(row.evidence)] : cells).map(filled);
  });
  const most = Math.max(1, Math.floor(dialect.maxCells / columns.length) - 1);
  const parts: Block[] = [];
  for (let from = 0; from < rows.length; from += most) {
    parts.push(table(columns, rows.slice(from, from + most)));
  }
  return parts;
}

function metricsTable(doc: ReviewDocument, dialect: Dialect): Block[] {
  const rows = doc.metrics.map(({ label, text: value, definition, headline }) => ({
    cells: [headline ? `${label} (headline)` : label, value, definition],
    evidence: [],
  }));
  return tables({ table: { columns: ['Metric', 'Value', 'Definition'], rows } }, dialect);
}

/** One section: its heading if it has one, its statements, its tables, and what people are asked to add. */
export function renderSection(section: Section, doc: ReviewDocument, dialect: Dialect): Block[] {
  const body: Block[] = [];
  if (section.running) {
    body.push(paragraph(between(section.statements.map((one) => statement(one, dialect)))));
  } else if (section.id === 'summary') {
    // One to a paragraph: the time behind a sentence would be read as part of the next one.
    body.push(...section.statements.map((one) => paragraph(statement(one, dialect))));
  } else if (section.statements.length > 0) {
    body.push(bullets(section.statements.map((one) => statement(one, dialect))));
  }
  body.push(...(section.pictures ?? []).map(dialect.picture));
  body.push(...tables(section, dialect));
  if (section.id === 'key-times') {
    body.push(...metricsTable(doc, dialect));
  }
  if (section.prompt !== undefined) {
    body.push(paragraph([strong('To fill in:'), text(' '), ...inline(section.prompt, LINE_BREAK)]));
  }
  return section.level === 0 ? body : [heading(section.level ?? 2, section.title), ...body];
}

/** `INC-7 · SEV-1 · checkout-api · resolved · times in Europe/Berlin`. */
export function subtitle({ incident }: ReviewDocument): string {
  return [
    `INC-${incident.number}`,
    incident.severity,
    ...(incident.service === null ? [] : [incident.service]),
    ...(incident.team === null ? [] : [`team ${incident.team}`]),
    ...(incident.kind === 'real' ? [] : [incident.kind]),
    incident.status,
    zoned(incident.zone).date(Date.parse(incident.declaredAt)),
    `times in ${incident.zone}`,
  ].join(' · ');
}
