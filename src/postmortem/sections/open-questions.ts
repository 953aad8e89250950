// What the record leaves open: questions without an answer, and what nobody wrote down, each with who could answer.
import type { Entry } from '../../incident/entry.ts';
import type { QuestionAbout } from '../../incident/question-values.ts';
import type { Actor } from '../../incident/values.ts';
import type { Section, Statement, Table } from '../document.ts';
import type { Removed } from '../grounded.ts';
import { type Material, question } from '../material.ts';
import { bareId } from '../names.ts';
import { answersIn, isAnswered } from './answers.ts';

const ASKED = 6;

type Open = { text: string; asked: string; who: string; entry?: Entry; about?: QuestionAbout };

/** Whoever is mentioned, else who said something next, other than the asker; else the asker. */
export function couldAnswer(material: Material, asked: Entry): Actor {
  const mentioned = /<@([A-Z0-9]+)/.exec(asked.text)?.[1];
  if (mentioned !== undefined) {
    return personCalled(material, mentioned);
  }
  const at = material.entries.indexOf(asked);
  const near = material.entries
    .slice(Math.max(0, at - 6), at + 7)
    .find(
      (entry) =>
        entry.kind === 'message' && entry.author.kind === 'person' && entry.author.id !== asked.author.id,
    );
  return (near ?? asked).author;
}

function personCalled({ entries, names }: Material, id: string): Actor {
  const known = entries.find(({ author }) => bareId(author.id) === id)?.author;
  const name = names.get(id);
  return known ?? { kind: 'person', id, ...(name === undefined ? {} : { name }) };
}

function asked(material: Material): Open[] {
  return material.selection.questions.slice(-ASKED).map(({ entry, text, kind }) => ({
    text: `“${text}”`,
    asked: `${material.who(entry.author)}, ${material.when(entry.at)}`,
    who: material.who(kind === 'left unclear' ? entry.author : couldAnswer(material, entry)),
    entry,
    about: kind === 'left unclear' ? 'left-unclear' : 'unanswered',
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
  const open = (text: string, about?: QuestionAbout): Open => ({
    ...{ text, asked: 'this draft', who },
    ...(about ? { about } : {}),
  });
  return [
    ...(incident.keyTimes.began?.at == null ? [open('When did impact begin?', 'began')] : []),
    ...(incident.impact === undefined ? [open('Who and what was affected, and how much?')] : []),
    ...(incident.keyTimes.resolved?.at == null ? [open('When was it over?')] : []),
    open('What set it off?', 'trigger'),
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
  const isOpen = ({ about, entry }: Open) => about === undefined || !isAnswered(material, [about], entry?.id);
  return [...asked(material), ...unproven(material, removed), ...missing(material)].filter(isOpen);
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
  const statements = answersIn(material, 'open-questions');
  return { id: 'open-questions', title: 'Open questions', statements, table };
}
