// Key times and metrics as people read them, and the form that corrects them.
import type { Button, ModalView } from '@slack/types';
import type { Viewer } from '../engine/engine-port.ts';
import { durationText } from '../evidence/durations.ts';
import { maskSecrets } from '../evidence/mask.ts';
import type { Entry } from '../incident/entry.ts';
import { contradictionsOf } from '../incident/key-times.ts';
import { AT_ONCE, CONTRADICTORY, type Metric, metricsOf } from '../incident/metrics.ts';
import { isOver, timesNow, timesStand } from '../incident/review-state.ts';
import type { Incident } from '../incident/state.ts';
import { type Instant, KEY_TIMES, type KeyTimeName } from '../incident/values.ts';
import { nameOf } from '../incident/words.ts';
import { formOf } from './act.ts';
import { button, escaped, row, section, shorten, context as small } from './blocks.ts';
import type { Answer, Ask, DeedContext } from './deed.ts';
import { inSections, readEntries } from './entry-lines.ts';
import { form, textField, timeField } from './forms.ts';
import { pack } from './press-values.ts';
import { timesLine } from './review-lines.ts';
import { timesTogether } from './typed-time.ts';
import { wordsOf } from './typed-words.ts';

const MEANINGS: Readonly<Record<KeyTimeName, string>> = {
  began: 'Users began to be affected',
  detected: 'First signal or report',
  declared: 'The incident was declared',
  acknowledged: 'Somebody was on it',
  identified: 'It was known what is wrong',
  mitigated: 'Users were no longer hurt',
  resolved: 'It was over',
};

/** A value for a time that is not recorded, with what it rests on in words. */
export type Guess = { name: KeyTimeName; at: Instant; source: string; evidence: readonly string[] };

/** The alert's own start, where nobody has said when it began. */
export const guessesOf = ({ keyTimes, beganGuess }: Incident): Guess[] =>
  keyTimes.began?.at == null && beganGuess !== undefined
    ? [{ name: 'began', at: beganGuess, source: 'the alert’s own start', evidence: [] }]
    : [];

/** A button's value holds 2,000 characters (Slack's docs, "Button element"). */
const carried = ({ name, at, source, evidence }: Guess): Guess => ({
  name,
  at,
  source: shorten(source.replace(/\s+/g, ' '), 60),
  evidence: evidence.slice(0, 1),
});

/** One press says that they are right, as they were shown: the button carries what that was. */
export function confirmButtons(incident: Incident, guesses: readonly Guess[]): Button[] {
  if (!isOver(incident) || timesStand(incident)) {
    return [];
  }
  const shown = JSON.stringify(timesNow(incident));
  const value = (taken: readonly Guess[]) =>
    pack(incident, { shown, guesses: JSON.stringify(taken.map(carried)) });
  const label =
    guesses.length === 0
      ? 'Confirm'
      : guesses.length === 1
        ? 'Confirm, with the guess'
        : 'Confirm, with the guesses';
  return [
    button(label, 'review:confirm', value(guesses), { style: 'primary' }),
    ...(guesses.length > 0 ? [button('Confirm without', 'review:confirm-recorded', value([]))] : []),
  ];
}

/** Times, what each rests on, what contradicts, and the metrics with their definitions. */
export async function timesShown(
  incident: Incident,
  context: DeedContext,
  reader: { zone: string; viewer: Viewer },
): Promise<Answer> {
  const { entries } = await readEntries(context, incident, reader.viewer);
  const byEvent = new Map(entries.flatMap((entry) => entry.events.map((event) => [event, entry] as const)));
  const guesses = guessesOf(incident);
  const known = KEY_TIMES.flatMap((name) => incident.keyTimes[name]?.at ?? []);
  const { heading, words } = timesTogether([...known, ...guesses.map(({ at }) => at)], reader.zone);
  const lines = KEY_TIMES.map((name) => timeLine(incident, name, byEvent, context, words, guesses));
  const broken = contradictionsOf(incident.keyTimes).map(
    ({ earlier, later }) => `⚠ ${later.name} lies before ${earlier.name}: one of them needs correcting.`,
  );
  return {
    kind: 'private',
    text: `The key times of INC-${incident.number}`,
    blocks: [
      section(`*Key times of INC-${incident.number}*, ${heading}`),
      ...inSections([...lines, ...broken]),
      section('*Metrics*'),
      ...inSections(metricsOf(incident).map(metricLine)),
      small('A missing end gives no number: it is never zero and never until now.'),
      ...(isOver(incident) ? [small(timesLine(incident))] : []),
      row('times', [
        ...confirmButtons(incident, guesses),
        button('Correct them', 'times:open', pack(incident)),
      ]),
    ],
  };
}

/** What lines are written with; a performer has it, too. */
export type Writer = Pick<DeedContext, 'people' | 'permalink'>;

/** One time with what it rests on. `guesses`: for what is not recorded. `words`: how a time is written. */
export function timeLine(
  incident: Incident,
  name: KeyTimeName,
  byEvent: ReadonlyMap<string, Entry>,
  context: Writer,
  words: (at: Instant) => string,
  guesses: readonly Guess[] = [],
): string {
  const time = incident.keyTimes[name];
  if (!time || time.at === null) {
    const guess = guesses.find((one) => one.name === name);
    const rests = guess?.evidence.flatMap((id) => byEvent.get(id) ?? []).slice(0, 1) ?? [];
    const source =
      guess && [escaped(guess.source), ...rests.map((entry) => cited(entry, context))].join(': ');
    const offer = guess ? `; a guess: ${words(guess.at)}, ${source}` : '';
    return `*${name}* not recorded${offer}`;
  }
  const by = time.set ? `set by ${escaped(nameOf(time.by))}` : 'from the record';
  const evidence = time.evidence.flatMap((id) => byEvent.get(id) ?? []).slice(0, 2);
  const rests = evidence.map((entry) => cited(entry, context)).join('; ');
  return `*${name}* ${words(time.at)}, ${by}${rests ? `: ${rests}` : ''}`;
}

function cited(entry: Entry, context: Writer): string {
  const hidden = entry.redacted || entry.deleted;
  const words = hidden
    ? 'an entry whose words are gone'
    : shorten(maskSecrets(wordsOf(entry.text, context.people)), 80);
  const address = entry.permalink ?? (entry.place && context.permalink(entry.place, entry.thread));
  return address ? `<${address}|${escaped(words).replaceAll('|', '¦')}>` : escaped(words);
}

function metricValue({ id, seconds, missing = 'not recorded' }: Metric): string {
  if (seconds === null) {
    return missing === 'contradictory' ? CONTRADICTORY : missing;
  }
  return id === 'time-to-declare' && seconds === 0 ? AT_ONCE : durationText(seconds * 1000);
}

function metricLine(metric: Metric): string {
  const label = metric.headline ? `*${metric.label}*` : metric.label;
  return `${label}: ${metricValue(metric)} _(${metric.definition})_`;
}

/**
 * A picker for each time, which Slack shows in the person's own zone. The alert's own start is offered for *began*; when an
 * open incident was resolved is not asked.
 */
export function timesForm(ask: Ask, incident: Incident): ModalView {
  const names = KEY_TIMES.filter((name) => name !== 'resolved' || isOver(incident));
  const shown = names.map((name) => ({ name, at: incident.keyTimes[name]?.at ?? undefined }));
  const minute = (at: number) => Math.floor(at / 60_000) * 60;
  const before = Object.fromEntries(
    shown.flatMap(({ name, at }) => (at ? [[name, String(minute(at))]] : [])),
  );
  const offered = (name: KeyTimeName, at: number | undefined) =>
    at ?? (name === 'began' ? incident.beganGuess : undefined);
  return form({
    callbackId: 'times:form',
    title: `Times of INC-${incident.number}`,
    submit: 'Save',
    metadata: formOf(ask, before),
    blocks: [
      ...shown.map(({ name, at }) => {
        const guess = at === undefined && offered(name, at) !== undefined;
        const first = offered(name, at);
        return timeField(name, name, {
          optional: true,
          hint: guess ? `${MEANINGS[name]}. This is the alert’s own start.` : MEANINGS[name],
          ...(first === undefined ? {} : { at: minute(first) * 1000 }),
        });
      }),
      textField('reason', 'What this is based on', { optional: true, max: 500 }),
    ],
  });
}
