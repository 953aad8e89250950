// What the record leaves open: questions without an answer, and what nobody wrote down, each with who could answer.
import type { Entry } from '../../incident/entry.ts';
import type { Section, Statement, Table } from '../document.ts';
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
  const who = lead(material);
  const open = (text: string): Open => ({ text, asked: 'this draft', who });
  return [
    ...(incident.keyTimes.began?.at == null ? [open('When did impact begin?')] : []),
    ...(incident.impact === undefined ? [open('Who and what was affected, and how much?')] : []),
    ...(incident.keyTimes.resolved?.at == null ? [open('When was it over?')] : []),
    open('What set it off?'),
  ];
}

function openOnes(material: Material): Open[] {
  return [...asked(material), ...missing(material)];
}

/** The same as statements, for those who read the document by program. */
export function openQuestionStatements(material: Material): Statement[] {
  return openOnes(material).map((open) =>
    question(`${open.text} Could answer: ${open.who}.`, open.entry === undefined ? [] : [open.entry.id]),
  );
}

export function openQuestions(material: Material): Section {
  const table: Table = {
    columns: ['Question', 'Asked by', 'Who could answer'],
    rows: openOnes(material).map(({ text, asked: by, who, entry }) => ({
      cells: [text, by, who],
      evidence: entry === undefined ? [] : [entry.id],
    })),
  };
  return { id: 'open-questions', title: 'Open questions', statements: [], table };
}
