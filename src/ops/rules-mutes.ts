// `firescribe rules mutes`: which mutes there are, which are on, and which alerts they hold back.
import { signalOf } from '../engine/signal-rows.ts';
import { INBOX } from '../engine/stream-names.ts';
import { mutedUntil } from '../policy/mutes.ts';
import type { Policy } from '../policy/policy.ts';
import type { TimelineReader } from '../timeline/port.ts';
import { textTable } from './text-table.ts';

export type HeldBack = { title: string; service: string; since: number };

const MOST = 500;

/** Alerts that wait for the end of a mute, oldest first. */
export async function heldBack(reader: TimelineReader): Promise<HeldBack[]> {
  const rows = await reader.listKeys(INBOX, 'muted:', { limit: MOST });
  const events = await reader.readEvents(rows.map(({ value }) => (value as { event: string }).event));
  return events
    .sort((a, b) => a.version - b.version)
    .map((event) => {
      const { title, service = '' } = signalOf(event);
      return { title, service, since: event.recordedAt };
    });
}

const utc = (at: number) => new Date(at).toISOString().slice(0, 16).replace('T', ' ');

export function tellMutes({ mutes, zone }: Policy, held: readonly HeldBack[], now: number): string {
  const rows = mutes.map((mute) => {
    const until = mutedUntil(mute, now, zone);
    const when = mute.weekly
      ? `${mute.weekly.days.join(', ')} ${mute.weekly.from} to ${mute.weekly.to}`
      : `${mute.from} to ${mute.to}`;
    return [
      mute.name,
      `${when} ${mute.zone ?? zone}`,
      until === undefined ? 'off' : `on until ${utc(until)} UTC`,
    ];
  });
  return [
    rows.length > 0
      ? textTable(['mute', 'when', 'now'], rows)
      : 'There are no mutes. They are written under `mutes` in firescribe.yml.',
    ...(held.length > 0
      ? [
          '',
          textTable(
            ['held back', 'service', 'since (UTC)'],
            held.map(({ title, service, since }) => [title, service, utc(since)]),
          ),
        ]
      : []),
  ].join('\n');
}
