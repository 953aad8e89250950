// From the lines of a case to the events of an incident.
import type { Fact, IncidentEvent } from '../../incident/events.ts';
import type { Actor, Instant, MessagePlace } from '../../incident/values.ts';

/** The record of a case, and which event each line became (from 1; an edit or a deletion is none of its own). */
export type CaseRecord = { events: IncidentEvent[]; idOfLine: ReadonlyMap<number, string> };

type Script = { title: string; service: string; zone: string; people: readonly string[]; channel: string };
type Made = Fact & { actor: Actor; occurredAt: Instant; key: string };
type Line = { number: number; at: Instant; by: string; how: string; on: string | undefined; text: string };

const DAY = '2026-11-22';
const ROW =
  /^(\d\d:\d\d) (alert ok|alert|[\p{L}-]+)(?: (\/\w+|>|edits|deletes)(?: (\d+))?)?(?:: ?| |$)(.*)$/u;

function linesOf(channel: string): Line[] {
  return channel
    .trim()
    .split('\n')
    .map((row, index) => {
      const [, time, by = '', how = '', on, text = ''] = ROW.exec(row) ?? [];
      if (time === undefined) {
        throw new Error(`Not a line of a channel: ${row}`);
      }
      const at = Date.parse(`${DAY}T${time}:00Z`) + index * 1000;
      return { number: index + 1, at, by, how, on, text };
    });
}

function actorOf(name: string): Actor {
  if (name === 'alert' || name === 'alert ok') {
    return { kind: 'monitor', id: 'alertmanager', name: 'Alertmanager' };
  }
  return { kind: name.endsWith('-bot') ? 'bot' : 'person', id: `T1/${name}`, name };
}

const placeOf = (at: Instant): MessagePlace => ({ team: 'T1', channel: 'C1', ts: (at / 1000).toFixed(6) });

function declared(script: Script, first: Line): Made {
  const alerted = first.by === 'alert';
  return {
    type: 'incident-declared',
    data: {
      number: 7,
      kind: 'real',
      private: false,
      status: alerted ? 'detected' : 'acknowledged',
      severity: { id: 'sev-2', label: 'SEV-2', rank: 2 },
      severityChosen: true,
      service: script.service,
      zone: script.zone,
      invite: [],
      ...(alerted ? { detectedAt: first.at } : {}),
    },
    content: { title: script.title, channelName: 'inc-7' },
    actor: actorOf(first.by),
    occurredAt: first.at,
    key: 'declared',
  };
}

function alertFact({ by, text, at, number }: Line): Made {
  const told = { actor: actorOf(by), occurredAt: at, key: `line:${number}` };
  if (by === 'alert ok') {
    return {
      type: 'signal-resolved',
      data: { dedupeKey: text, vendor: 'alertmanager', endsAt: at },
      content: { title: text },
      ...told,
    };
  }
  const signal = {
    vendor: 'alertmanager',
    dedupeKey: text,
    state: 'firing',
    startsAt: at,
  } as const;
  return {
    type: 'signal-attached',
    data: { signal, because: 'the case' },
    content: { title: text, labels: {}, links: {} },
    ...told,
  };
}

function commanded({ how, by, text, at, number }: Line): Made {
  const told = { actor: actorOf(by), occurredAt: at, key: `line:${number}` };
  if (how === '/resolve') {
    return {
      type: 'status-changed',
      data: { from: 'acknowledged', to: 'resolved' },
      content: { text },
      ...told,
    };
  }
  if (how === '/role') {
    const [role = '', who = ''] = text.split(' ');
    const label = `${role.charAt(0).toUpperCase()}${role.slice(1)}`;
    return {
      type: 'role-assigned',
      data: { role: { id: role, label }, to: actorOf(who), from: null },
      content: null,
      ...told,
    };
  }
  throw new Error(`No such command in a case: ${how}`);
}

function messageFact(line: Line, lines: readonly Line[]): Made {
  const { how, on, by, text, at, number } = line;
  const told = { actor: actorOf(by), occurredAt: at, key: `line:${number}` };
  const target = lines[Number(on) - 1];
  const place = target === undefined ? placeOf(at) : placeOf(target.at);
  switch (how) {
    case 'edits':
      return {
        type: 'message-edited',
        data: { place, revision: placeOf(at).ts, files: [] },
        content: { text },
        ...told,
      };
    case 'deletes':
      return { type: 'message-deleted', data: { place }, content: null, ...told };
    default: {
      const thread = how === '>' ? { thread: place.ts } : {};
      const data = { place: placeOf(at), author: actorOf(by), files: [], ...thread };
      return { type: 'message-posted', data, content: { text }, ...told };
    }
  }
}

function factOf(line: Line, lines: readonly Line[]): Made {
  if (line.by.startsWith('alert')) {
    return alertFact(line);
  }
  return line.how.startsWith('/') ? commanded(line) : messageFact(line, lines);
}

export function recordOf(script: Script): CaseRecord {
  const lines = linesOf(script.channel);
  const made = [declared(script, lines[0]!), ...lines.map((line) => factOf(line, lines))];
  const events = made.map(
    ({ key, ...fact }, index) =>
      ({
        ...fact,
        id: `ev-${String(index).padStart(6, '0')}`,
        stream: 'incident/case',
        version: index + 1,
        v: 1,
        recordedAt: fact.occurredAt,
        source: { kind: 'import', key },
        erased: false,
      }) as IncidentEvent,
  );
  return { events, idOfLine: new Map(lines.map(({ number }) => [number, events[number]!.id])) };
}
