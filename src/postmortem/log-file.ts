// The full channel log as a text file: every entry in order, edits with their old text, deletions as tombstones.
import { maskSecrets } from '../evidence/mask.ts';
import { plainText } from '../evidence/slack-text.ts';
import { zoned } from '../evidence/zoned.ts';
import type { Entry } from '../incident/entry.ts';
import type { Incident } from '../incident/state.ts';
import { bareId } from './material.ts';

function namesIn(entries: readonly Entry[]): Map<string, string> {
  return new Map(
    entries.flatMap(({ author }) => (author.name ? [[bareId(author.id), author.name] as const] : [])),
  );
}

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

/** The log in order of time, in the incident's zone, dates as headings of their own. Secrets are masked. */
export function renderLog(incident: Incident, entries: readonly Entry[]): string {
  const clock = zoned(incident.zone);
  const names = namesIn(entries);
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
    const author = entry.author.name ?? bareId(entry.author.id);
    lines.push(`${time}  ${author}${marksOf(entry)}: ${wordsOf(entry, names)}`);
  }
  return `${lines.join('\n')}\n`;
}
