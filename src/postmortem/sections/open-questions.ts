// What the record leaves open: questions without an answer, and what nobody wrote down, each with who could answer.
import type { Entry } from '../../incident/entry.ts';
import type { Section, Statement, Table } from '../document.ts';
import type { Removed } from '../grounded.ts';
import { type Material, question } from '../material.ts';

const ASKED = 6;

type Open = { text: string; asked: string; who: string; entry?: Entry };

/** Who said something next, other than the asker; else the asker. */
function whoCouldAnswer(material: Material, asked: Entry): string {
  const mentioned = /<@([A-Z0-9]+)/.exec(asked.text)?.[1];
  if (mentioned !== undefined) {
    return material.names.get(mentioned) ?? mentioned;
  }
  const at = material.entries.indexOf(asked);
  const near = material.entries
    .slice(Math.max(0, at - 6), at + 7)
    .find(
      (entry) =>
        entry.kind === 'message' && entry.author.kind === 'person' && entry.author.id !== asked.author.id,
    );
  return near === undefined ? material.who(asked.author) : material.who(near.author);
}

function asked(material: Material): Open[] {
  return material.selection.questions.slice(-ASKED).map(({ entry, text, kind }) => ({
    text: `“${text}”`,
    asked: `${material.who(entry.author)}, ${material.when(entry.at)}`,
    who: kind === 'left unclear' ? material.who(entry.author) : whoCouldAnswer(material, entry),
    entry,
  }));
}

function lead(material: Material): string {
  const roles = Object.values(material.incident.roles);
  const commander = roles.find(({ role }) => role.id === 'commander') ?? roles[0];
  return commander === undefined ? 'whoever took part' : material.who(commander.who);
}

function missing(material: Material): Open[] {
  const { incident } = material;
  if (incident.status === 'canceled') {
    return [];
  }
  const who = lead(material);
  const open = (text: string): Open => ({ text, asked: 'this draft', who });
  return [
    ...(incident.keyTimes.began?.at == null ? [open('When did impact begin?')] : []),
    ...(incident.impact === undefined ? [open('Who and what was affected, and how much?')] : []),
    ...(incident.keyTimes.resolved?.at == null ? [open('When was it over?')] : []),
    open('What set it off?'),
  ];
}

/** What a draft may not say for want of evidence, it asks. */
function unproven(material: Material, removed: readonly Removed[]): Open[] {
  return removed.map(({ text, evidence, missing: lost, question: asks }) => {
    const entry = material.byEvent.get(evidence[0] ?? '');
    return {
      text: asks ?? `Is this so? “${text}” Its evidence does not hold “${lost}”.`,
      asked: 'this draft',
      who: entry === undefined ? lead(material) : material.who(entry.author),
      ...(entry === undefined ? {} : { entry }),
    };
  });
}

function openOnes(material: Material, removed: readonly Removed[]): Open[] {
  return [...asked(material), ...unproven(material, removed), ...missing(material)];
}

/** The same as statements, for those who read the document by program. */
export function openQuestionStatements(material: Material, removed: readonly Removed[]): Statement[] {
  return openOnes(material, removed).map((open) =>
    question(`${open.text} Could answer: ${open.who}.`, open.entry === undefined ? [] : [open.entry.id]),
  );
}

/** `removed`: sentences that their evidence did not carry. */
export function openQuestions(material: Material, removed: readonly Removed[]): Section {
  const table: Table = {
    columns: ['Question', 'Asked by', 'Who could answer'],
    rows: openOnes(material, removed).map(({ text, asked: by, who, entry }) => ({
      cells: [text, by, who],
      evidence: entry === undefined ? [] : [entry.id],
    })),
  };
  return { id: 'open-questions', title: 'Open questions', statements: [], table };
}
