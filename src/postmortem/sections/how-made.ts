// How this draft was made: what it used, what it left out and why, and how far its record reaches.
import { clockAhead } from '../../evidence/conflicts.ts';
import { durationText } from '../../evidence/durations.ts';
import type { NarrationNote, Omitted, Section, SectionId, Statement } from '../document.ts';
import { fact, type Material } from '../material.ts';

function reach(material: Material): Statement[] {
  const until = material.options.comparedUntil;
  const recovered = material.entries.filter((entry) => entry.recovered).length;
  const skew = clockAhead(material.entries);
  return [
    fact(
      until === undefined
        ? 'The channel’s history was not compared with the record.'
        : `The channel’s history was compared with the record up to ${material.when(until)}.`,
      [],
    ),
    ...(recovered > 0
      ? [
          fact(
            `Recovered from the history afterwards: ${recovered} ${recovered === 1 ? 'entry' : 'entries'}.`,
            [],
          ),
        ]
      : []),
    ...(skew === undefined || material.incident.kind === 'imported'
      ? []
      : [fact(`A clock at the origin ran ahead of ours by ${durationText(skew.ms)}.`, [skew.entry.id])]),
  ];
}

/** What code left of a model's sentences. */
function whatStands({ kept, removed }: NarrationNote): string {
  const lost = removed.reduce((sum, one) => sum + one.count, 0);
  if (kept + lost === 0) {
    return 'The model wrote no sentence.';
  }
  if (lost === 0) {
    return kept === 1 ? 'The one sentence of the model stands.' : `All ${kept} sentences of the model stand.`;
  }
  const why = removed.map(({ reason, count }) => `${reason} ${count}`).join(', ');
  return `Of the model’s sentences ${kept} ${kept === 1 ? 'stands' : 'stand'} and ${lost} ${lost === 1 ? 'was' : 'were'} removed, because the entries that they cite do not carry them (${why}).`;
}

/** Which sections were not asked for again, and when they were written. */
function notAskedAgain({ unchanged }: NarrationNote): Statement[] {
  const times = [...new Set(unchanged.map(({ writtenAt }) => writtenAt))];
  return times.map((time) => {
    const sections = unchanged.filter(({ writtenAt }) => writtenAt === time).map(({ section }) => section);
    return fact(
      `${sections.join(', ')}: written at ${time}, unchanged since: there was nothing new to show to the model, so it was not asked again.`,
      [],
    );
  });
}

/** Who wrote it: rules alone, or rules and a model, and what code took out of what the model said. */
function writers(note: NarrationNote | undefined): Statement[] {
  if (note === undefined) {
    return [fact('Written by rules from the recorded entries. No language model was used.', [])];
  }
  const { vendor, model, shown, citable, failed } = note;
  const missed = failed.map((one) => fact(`${one.section}: not written by ${vendor}. ${one.why}`, []));
  if (model === undefined) {
    const text = 'Written by rules from the recorded entries; nothing in it comes from a language model.';
    return [fact(text, []), ...missed];
  }
  const text = `Written by rules from the recorded entries; sentences marked ✎ were written by ${model} (${vendor}) from ${shown} of ${citable} entries, without secrets. Its prompt stands in the attached JSON.`;
  return [fact(text, []), fact(whatStands(note), []), ...notAskedAgain(note), ...missed];
}

/** Beside a model’s sentences, which are counted by themselves, it says whose these are. */
const removedOfOurs = (removed: number, besideModel: boolean) =>
  besideModel
    ? `Of the rules’ sentences ${removed === 0 ? 'none was' : removed === 1 ? '1 was' : `${removed} were`} removed for want of evidence.`
    : `Sentences removed for want of evidence: ${removed === 0 ? 'none' : removed}.`;

/** `removed`: sentences that their evidence did not carry. `note`: how a model took part. */
export function howMade(
  material: Material,
  omitted: Omitted,
  removed: number,
  note: NarrationNote | undefined,
): Section {
  return {
    id: 'how-made',
    title: 'How this draft was made',
    statements: [
      ...writers(note),
      fact(
        `Of ${omitted.entries} entries ${omitted.used} are cited; the rest is counted below and stands in the channel log.`,
        [],
      ),
      fact(removedOfOurs(removed, note?.model !== undefined), []),
      ...reach(material),
    ],
    table: {
      columns: ['Not cited', 'Entries'],
      rows: omitted.reasons.map(({ reason, count }) => ({ cells: [reason, String(count)], evidence: [] })),
    },
  };
}

/** Which template gave the review its shape, and what that leaves out; the default one shows everything. */
export function templateSaid(
  template: { name: string } | undefined,
  { leftOut, unusable }: { leftOut: readonly SectionId[]; unusable?: string },
  all: readonly Section[],
): Statement[] {
  if (template === undefined) {
    return [];
  }
  if (unusable !== undefined) {
    const why = `The template “${template.name}” could not be used (${unusable}); every section is shown as it is.`;
    return [fact(why, [])];
  }
  const titles = all.filter(({ id }) => leftOut.some((one) => one === id)).map(({ title }) => title);
  const shows = titles.length === 0 ? 'which shows every section' : `which leaves out: ${titles.join(', ')}`;
  return [fact(`Laid out by the template “${template.name}”, ${shows}.`, [])];
}
