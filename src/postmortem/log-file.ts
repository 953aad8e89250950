// The full channel log as a text file: every entry in order, edits with their old text, deletions as tombstones.
import { maskSecrets } from '../evidence/mask.ts';
import { plainText } from '../evidence/slack-text.ts';
import { zoned } from '../evidence/zoned.ts';
import type { Entry } from '../incident/entry.ts';
import type { FoldedRecord } from './compose.ts';
import { actorsOf, bareId, namesOf, withChannel } from './names.ts';

function indented(text: string): string {
  return text.replaceAll('\n', '\n    ');
}

function wordsOf(entry: Entry, names: ReadonlyMap<string, string>): string {
  if (entry.redacted) {
    return '[redacted]';
  }
  if (entry.deleted) {
    return '[deleted by its author]';
  }
  const text = indented(maskSecrets(plainText(entry.text, names)));
  const files = entry.files.map((file) => `\n    [file: ${file.name}]`).join('');
  const earlier = entry.earlier.map(
    (old) => `\n    [before the edit: ${indented(maskSecrets(plainText(old, names)))}]`,
  );
  return `${text}${files}${earlier.join('')}`;
}

function marksOf(entry: Entry): string {
  const marks = [
    ...(entry.thread !== undefined && entry.thread !== entry.place?.ts ? ['reply'] : []),
    ...(entry.edited ? ['edited'] : []),
    ...(entry.pinned === undefined ? [] : ['pinned']),
    ...(entry.recovered ? ['recovered'] : []),
    ...(entry.kind === 'message' ? [] : [entry.kind]),
  ];
  return marks.length === 0 ? '' : ` (${marks.join(', ')})`;
}

/** The log in order of time, in the incident's zone, dates as headings of their own. Secrets are masked. `bot`: Slack's id of ours. */
export function renderLog({ incident, entries, events }: FoldedRecord, bot?: string): string {
  const clock = zoned(incident.zone);
  const names = withChannel(namesOf(actorsOf(events, entries), bot), incident);
  const lines = [
    maskSecrets(`INC-${incident.number}: ${incident.title.text}`),
    `Channel log, ${entries.length} entries, times in ${clock.zone}.`,
  ];
  let day = '';
  for (const entry of entries) {
    const [date = '', time = ''] = clock.exact(entry.at).split(' ');
    if (date !== day) {
      lines.push('', `== ${date} ==`);
      day = date;
    }
    const { id, name } = entry.author;
    const author = name ?? names.get(bareId(id)) ?? bareId(id);
    lines.push(`${time}  ${author}${marksOf(entry)}: ${wordsOf(entry, names)}`);
  }
  return `${lines.join('\n')}\n`;
}
