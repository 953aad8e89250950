// Key times and metrics as people read them, and the form that corrects them.
import type { ModalView } from '@slack/types';
import type { Viewer } from '../engine/engine-port.ts';
import { durationText } from '../evidence/durations.ts';
import type { Entry } from '../incident/entry.ts';
import { contradictionsOf } from '../incident/key-times.ts';
import { type Metric, metricsOf } from '../incident/metrics.ts';
import type { Incident } from '../incident/state.ts';
import { KEY_TIMES, type KeyTimeName } from '../incident/values.ts';
import { nameOf } from '../incident/words.ts';
import { formOf } from './act.ts';
import { button, escaped, row, section, shorten, context as small } from './blocks.ts';
import type { Answer, Ask, DeedContext } from './deed.ts';
import { inSections, readEntries } from './entry-lines.ts';
import { form, textField, timeField } from './forms.ts';
import { pack } from './press-values.ts';
import { echoTime } from './typed-time.ts';
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

/** Times, what each rests on, what contradicts, and the metrics with their definitions. */
export async function timesShown(
  incident: Incident,
  context: DeedContext,
  reader: { zone: string; viewer: Viewer },
): Promise<Answer> {
  const { entries } = await readEntries(context, incident, reader.viewer);
  const byEvent = new Map(entries.flatMap((entry) => entry.events.map((event) => [event, entry] as const)));
  const lines = KEY_TIMES.map((name) => timeLine(incident, name, byEvent, context, reader.zone));
  const broken = contradictionsOf(incident.keyTimes).map(
    ({ earlier, later }) => `⚠ ${later.name} lies before ${earlier.name}: one of them needs correcting.`,
  );
  return {
    kind: 'private',
    text: `The key times of INC-${incident.number}`,
    blocks: [
      section(`*Key times of INC-${incident.number}*`),
      ...inSections([...lines, ...broken]),
      section('*Metrics*'),
      ...inSections(metricsOf(incident).map(metricLine)),
      small('A missing end gives no number: it is never zero and never until now.'),
      row('times', [button('Correct them', 'times:open', pack(incident))]),
    ],
  };
}

function timeLine(
  incident: Incident,
  name: KeyTimeName,
  byEvent: ReadonlyMap<string, Entry>,
  context: DeedContext,
  zone: string,
): string {
  const time = incident.keyTimes[name];
  if (!time || time.at === null) {
    const guess = name === 'began' && incident.beganGuess;
    const offer = guess ? `; the alert itself says ${echoTime(guess, zone)}` : '';
    return `*${name}* not recorded${offer}`;
  }
  const by = time.set ? `set by ${escaped(nameOf(time.by))}` : 'from the record';
  const evidence = time.evidence.flatMap((id) => byEvent.get(id) ?? []).slice(0, 2);
  const rests = evidence.map((entry) => cited(entry, context)).join('; ');
  return `*${name}* ${echoTime(time.at, zone)}, ${by}${rests ? `: ${rests}` : ''}`;
}

function cited(entry: Entry, context: DeedContext): string {
  const hidden = entry.redacted || entry.deleted;
  const words = hidden ? 'an entry whose words are gone' : shorten(wordsOf(entry.text, context.people), 80);
  const address = entry.permalink ?? (entry.place && context.permalink(entry.place, entry.thread));
  return address ? `<${address}|${escaped(words).replaceAll('|', '¦')}>` : escaped(words);
}

function metricLine(metric: Metric): string {
  const value =
    metric.seconds === null ? (metric.missing ?? 'not recorded') : durationText(metric.seconds * 1000);
  const label = metric.headline ? `*${metric.label}*` : metric.label;
  return `${label}: ${value} _(${metric.definition})_`;
}

/** A picker for each time, which Slack shows in the person's own zone. The alert's own start is offered for *began*. */
export function timesForm(ask: Ask, incident: Incident): ModalView {
  const shown = KEY_TIMES.map((name) => ({ name, at: incident.keyTimes[name]?.at ?? undefined }));
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
