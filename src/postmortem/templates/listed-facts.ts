// Facts of which there are many: rows of tables, sentences of sections, deployments.
import type { Evidence, KeyTimeRow, ReviewDocument, Section, SectionId, Statement } from '../document.ts';
import type { Material } from '../material.ts';
import { type MakeFact, NOT_RECORDED, orUntold, type Told, told } from './told.ts';

/** What the facts are made of. `sections`: as they stand after every sentence was held against its evidence. */
export type Recorded = {
  material: Material;
  sections: readonly Section[];
  times: readonly KeyTimeRow[];
  head: ReviewDocument['incident'];
  word: string;
};

/** A moment: with its date, and by parts. */
export function instant(
  material: Material,
  make: MakeFact,
  at: number,
  evidence: Evidence,
  about: string,
  more = {},
) {
  const { clock } = material;
  return make(told(clock.full(at), evidence, about), {
    time: make(told(clock.time(at), evidence, about)),
    date: make(told(clock.date(at), evidence, about)),
    ...more,
  });
}

/** The columns of sections' tables by the names that templates use. */
export const ROWS = {
  'action-items': ['text', 'kind', 'owner', 'ticket', 'due', 'status'],
  'supporting-data': ['title', 'from', 'first', 'times', 'resolved', 'link'],
  people: ['role', 'name', 'since'],
  timeline: ['time', 'who', 'what', 'kind'],
  'open-questions': ['question', 'asked', 'who'],
} as const satisfies Partial<Record<SectionId, readonly string[]>>;

/** Columns that hold names. */
const PEOPLE: readonly string[] = ['owner', 'who', 'name', 'asked'];

/** Rows of a section's table: a row prints its first name, and answers to the others. */
export function rowFacts(
  { sections }: Recorded,
  make: MakeFact,
  id: SectionId,
  names: readonly string[],
  { prints = names[0] ?? '', spoken = [] as readonly string[], noun = '' } = {},
): unknown[] {
  const rows = sections.find((section) => section.id === id)?.table?.rows ?? [];
  return rows.map(({ cells, evidence, links = {} }) => {
    const cell = (name: string): Told => {
      const text = cells[names.indexOf(name)] ?? '';
      const url = Object.entries(links).find(([words]) => text.startsWith(words))?.[1];
      const more = {
        ...(spoken.includes(name) ? { spoken: 'plain' as const } : {}),
        ...(PEOPLE.includes(name) ? { person: true } : {}),
        ...(url ? { url } : {}),
      };
      return ['no owner', 'no date', 'none', ''].includes(text)
        ? { ...told(text || NOT_RECORDED, evidence, name), value: null }
        : told(text, evidence, name, more);
    };
    return make(
      { ...cell(prints), about: noun },
      Object.fromEntries(names.map((name) => [name, make(cell(name))])),
    );
  });
}

/** As a section shows it: a quotation keeps who said it and when. */
function statementFact(make: MakeFact, statement: Statement): unknown {
  const { text, evidence, kind, said, label } = statement;
  const part = (value: string | undefined, about: string, more?: Partial<Told>) =>
    make(orUntold(value, evidence, about, more));
  const quoted = kind === 'quote' ? { spoken: 'quoted' as const } : {};
  return make(told(text, evidence, '', { statement, ...quoted }), {
    kind: make(told(kind, evidence, 'kind')),
    by: part(said?.by, 'said by', { person: true }),
    at: part(said?.at, 'said at'),
    label: part(label, 'label'),
  });
}

export function sectionFacts({ sections }: Recorded, make: MakeFact) {
  return Object.fromEntries(
    sections.map(({ id, statements }) => [
      id,
      { statements: statements.map((one) => statementFact(make, one)) },
    ]),
  );
}

export function deploymentFacts({ material }: Recorded, make: MakeFact) {
  return material.entries
    .filter(({ kind, redacted }) => kind === 'deployment' && !redacted)
    .map((entry) =>
      make(told(material.text(entry), [entry.id], 'deployment', { spoken: 'plain' }), {
        at: instant(material, make, entry.at, [entry.id], 'deployment'),
        by: make(told(material.who(entry.author), [entry.id], 'by', { person: true })),
        link: make(orUntold(entry.permalink, [entry.id], 'link')),
      }),
    );
}
