// What a redaction erased, and what it cannot reach, in sentences for whoever asked for it.
import type { IncidentEvent, Recorded } from '../incident/events.ts';
import type { Incident } from '../incident/state.ts';
import { escaped } from './blocks.ts';

type Redacted = Recorded<'entry-redacted'>['data'];

const many = (count: number, one: string, more = `${one}s`) =>
  count === 1 ? `one ${one}` : `${count} ${more}`;

function alsoErased({ files, alert, elsewhere = {} }: Redacted): string {
  const { signals = 0, deliveries = 0, lines = 0 } = elsewhere;
  const parts = [
    files.length > 0 ? many(files.length, 'kept file') : '',
    alert ? 'the alert’s labels, description and links wherever this incident tells of it' : '',
    signals > 0 ? 'the alert as it came in' : '',
    deliveries > 0
      ? `${many(deliveries, 'whole delivery', 'whole deliveries')} of the monitor (other alerts in it keep their entries)`
      : '',
    lines > 0
      ? many(lines, 'line in which it was typed as a command', 'lines in which it was typed as a command')
      : '',
  ].filter(Boolean);
  return parts.length > 0 ? ` With it went ${parts.join('; ')}.` : '';
}

function aboutTheName({ channelName }: Redacted, { kind, channel, channelLost }: Incident): string {
  if (channelName === undefined || !channel || channelLost) {
    return '';
  }
  return kind === 'imported'
    ? ' The record forgets the name of the imported channel; in Slack it keeps it.'
    : ` The channel was named after these words: it becomes #${escaped(channelName)}.`;
}

function notReached({ channelName, alert }: Redacted, { kind }: Incident): string {
  const left = [
    'what people wrote in Slack itself, in a canvas as well (delete it there), and direct messages',
    channelName !== undefined && kind !== 'imported'
      ? 'the lines in which Slack wrote the channel’s old name and topic'
      : '',
    alert ? 'the alert’s service, severity and times' : '',
    'backups and exports made before',
  ].filter(Boolean);
  const repeated =
    channelName !== undefined || alert
      ? ' Other alerts and entries may say the same: each is redacted by itself.'
      : '';
  return ` Out of reach: ${left.join('; ')}.${repeated}`;
}

/** For what was just redacted in an incident. */
export function redactedWords(events: readonly IncidentEvent[], incident: Incident): string {
  const told = events.flatMap((event) => (event.type === 'entry-redacted' ? [event.data] : []));
  const [first = { events: [], files: [] }, ...others] = told;
  const all: Redacted = {
    ...first,
    files: [...new Set([first, ...others].flatMap(({ files }) => files))],
  };
  return `Redacted: the words are gone from the record, from search, from later reviews and from what Firescribe said of them in channels.${alsoErased(all)}${aboutTheName(all, incident)}${notReached(all, incident)}`;
}

/** For a line that was typed outside any incident. */
export const LINE_REDACTED =
  'Redacted: the line is gone from the record, with what was answered to it. Out of reach: backups made before, and what Slack shows you of it.';
