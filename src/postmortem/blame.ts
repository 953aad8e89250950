// Our review as the blame check reads it: which of its words are ours, which are people's, and where names belong.
import type {
  CheckedDocument,
  CheckedSection,
  Finding,
  Said,
  SectionKind,
} from '../evidence/blame/document.ts';
import { kindOf } from '../evidence/blame/headings.ts';
import { type BlameOptions, checkBlame } from '../evidence/blameless.ts';
import type { ReviewDocument, Section, SectionId, Statement } from './document.ts';

const KINDS: Readonly<Record<SectionId, SectionKind>> = {
  summary: 'summary',
  impact: 'impact',
  'key-times': 'metrics',
  detection: 'detection',
  trigger: 'trigger',
  'contributing-factors': 'causes',
  mitigation: 'response',
  resolution: 'response',
  timeline: 'timeline',
  'went-well': 'went-well',
  'went-badly': 'went-badly',
  lucky: 'lucky',
  surprised: 'surprised',
  'open-questions': 'questions',
  'action-items': 'actions',
  people: 'people',
  'supporting-data': 'evidence',
  stages: 'metrics',
  response: 'metrics',
  'how-made': 'evidence',
};

const isOurs = (id: Section['id']): id is SectionId => id in KINDS;

/** What is missing in sections that a template leaves out is not asked for. */
const ASKED_OF: Readonly<Record<string, readonly SectionId[]>> = {
  P1: ['went-well'],
  P2: ['lucky', 'surprised'],
  P3: ['detection'],
  P4: ['contributing-factors'],
};

type Sources = ReadonlyMap<string, string>;

/** A gap and a question are ours, and say that something is missing: they fill no section. */
function saidOf({ text, kind, evidence }: Statement, sources: Sources): Said | undefined {
  return kind === 'gap' || kind === 'question'
    ? undefined
    : {
        text,
        evidence,
        ...(kind === 'quote' ? { quotation: true } : {}),
        sources: evidence.flatMap((id) => sources.get(id) ?? []),
      };
}

/** Messages, notes and evidence are somebody's words; a change of status or a role is told by us. */
const SPOKEN = new Set(['message', 'note', 'evidence', 'alert', 'deployment']);

/** Rows of the timeline. Words behind a colon are a person's. */
function linesOf(section: Section, doc: ReviewDocument): Said[] {
  const kinds = new Map(doc.cited.map(({ id, kind }) => [id, kind]));
  return (section.table?.rows ?? [])
    .filter(({ evidence }) => evidence.length > 0)
    .map(({ cells: [, , what = ''], evidence }) => {
      const kind = kinds.get(evidence[0] ?? '') ?? '';
      const quotation = SPOKEN.has(kind) || kind === 'task' || kind === 'follow-up';
      const ours = quotation ? what : (/^[^:]*/.exec(what)?.[0] ?? what);
      return { text: ours, evidence, ...(quotation ? { quotation: true } : {}) };
    });
}

function actionsOf(section: Section): NonNullable<CheckedSection['actions']> {
  return (section.table?.rows ?? []).map(({ cells }) => {
    const [text = '', kind = '', owner = '', ticket = '', due = '', status = ''] = cells;
    return {
      text,
      owners: owner === 'no owner' ? [] : [owner],
      ...(due === 'no date' ? {} : { due }),
      ...(ticket === 'none' ? {} : { ticket }),
      // What was to be done during the incident is over with it.
      ...(kind === 'task' || status === 'done' ? { over: true } : {}),
    };
  });
}

function sectionOf(section: Section, doc: ReviewDocument, sources: Sources): CheckedSection {
  const kind = isOurs(section.id) ? KINDS[section.id] : (kindOf(section.title) ?? 'other');
  const statements = section.statements.flatMap((one) => saidOf(one, sources) ?? []);
  return {
    kind,
    title: section.title,
    statements: section.id === 'timeline' ? linesOf(section, doc) : statements,
    ...(section.id === 'action-items' ? { actions: actionsOf(section) } : {}),
  };
}

/** Bots that tell of deployments, by the names under which they speak. */
function systemsOf(doc: ReviewDocument): string[] {
  return [...new Set(doc.cited.filter(({ kind }) => kind === 'deployment').map(({ author }) => author))];
}

function peopleOf(doc: ReviewDocument): string[] {
  const table = doc.sections.find(({ id }) => id === 'people')?.table;
  const people = (table?.rows ?? []).filter(({ cells }) => cells[0] !== 'bot');
  return [...new Set(people.flatMap(({ cells }) => cells[1] ?? []))];
}

/** The review in the shape of the check. */
export function checkedDocument(doc: ReviewDocument): CheckedDocument {
  const sources: Sources = new Map(
    doc.cited.map(({ id, text, at, author }) => [id, `${text}\n${at}\n${author}`]),
  );
  const table = doc.sections.find(({ id }) => id === 'people')?.table;
  return {
    sections: doc.sections.map((section) => sectionOf(section, doc, sources)),
    people: peopleOf(doc),
    roles: [
      ...new Set(
        (table?.rows ?? []).flatMap(({ cells: [role = ''] }) =>
          role === 'bot' || role === 'responder' ? [] : role,
        ),
      ),
    ],
    teams: doc.incident.team === null ? [] : [doc.incident.team],
    systems: systemsOf(doc),
    sources: doc.cited.map(({ text }) => text),
  };
}

/**
 * What the check finds in a draft. Figures (B17) are not asked of it: every sentence of a draft is held against its evidence
 * already, with what code computed of the whole record.
 */
export function blameIn(doc: ReviewDocument, options: BlameOptions = {}): Finding[] {
  const left = doc.template?.leftOut ?? [];
  return checkBlame(checkedDocument(doc), options).filter(
    ({ rule }) => rule !== 'B17' && !(ASKED_OF[rule] ?? []).some((id) => left.includes(id)),
  );
}
