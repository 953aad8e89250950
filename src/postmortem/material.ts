// What the sections of a review are made from: the record, the selection of key entries, and how to write times and names.

import { commandsApart } from '../evidence/addressed.ts';
import { type Row, type Selection, selectKeyEntries, withoutDoubles } from '../evidence/select.ts';
import { plainText } from '../evidence/slack-text.ts';
import { type Zoned, zoned } from '../evidence/zoned.ts';
import type { Entry } from '../incident/entry.ts';
import type { IncidentEvent, Recorded } from '../incident/events.ts';
import { withItemNamed } from '../incident/item-named.ts';
import type { Incident } from '../incident/state.ts';
import type { Actor, Instant, KeyTimeName } from '../incident/values.ts';
import type { KnownNames } from '../policy/known-names.ts';
import type { Evidence, MetricRow, Statement } from './document.ts';
import { actorsOf, bareId, namesOf, withChannel } from './names.ts';
import type { Narration } from './narration/narration.ts';
import type { Template } from './templates/template.ts';

/** The record of one incident, folded, as compose needs it. Entries may come in any order and doubled. */
export type ReviewSource = {
  incident: Incident;
  entries: readonly Entry[];
  events: readonly IncidentEvent[];
  metrics: readonly MetricRow[];
};

export type ReviewOptions = {
  /** `postmortem` or `retrospective`. */
  word?: 'postmortem' | 'retrospective';
  /** `https://acme.slack.com`: where links to messages lead. Without it only permalinks on record are linked. */
  workspaceUrl?: string;
  maxRows?: number;
  /** Slack's id of our bot: messages that begin with it are commands. */
  bot?: string;
  /** History was compared with the record up to this time. */
  comparedUntil?: Instant;
  /** Services and roles of the configuration: a sentence may name one only where its evidence does. */
  known?: KnownNames;
  /** What gives it its shape; absent: all sections, as they are. */
  template?: Template;
  /** What a narrator wrote; it is held against the record here. */
  narration?: Narration;
};

export type KeyRow = Extract<Row, { kind: 'entry' }>;

export type Material = {
  incident: Incident;
  entries: readonly Entry[];
  events: readonly IncidentEvent[];
  metrics: readonly MetricRow[];
  options: ReviewOptions;
  selection: Selection;
  /** Rows that are entries, in order. */
  keyRows: readonly KeyRow[];
  clock: Zoned;
  /** Entries by the id of any of their events. */
  byEvent: ReadonlyMap<string, Entry>;
  names: ReadonlyMap<string, string>;
  /** Names of persons alone: `names` has those of bots, webhooks and workflows too, of which a word may be any word. */
  people: ReadonlySet<string>;
  /** True where the whole record lies on one day. */
  oneDay: boolean;
  who(actor: Actor): string;
  /** `08:57`, with its date where the record spans several days. */
  when(at: Instant): string;
  text(entry: Entry): string;
  /** Words as their author typed them, with Slack's markup read. */
  plain(words: string): string;
};

/** Entries by the id of any of their events. */
export function entriesByEvent(entries: readonly Entry[]): Map<string, Entry> {
  const byEvent = new Map<string, Entry>();
  for (const entry of entries) {
    byEvent.set(entry.id, entry);
    for (const id of entry.events) {
      byEvent.set(id, entry);
    }
  }
  return byEvent;
}

/** Reads the record once for all sections. */
export function gather(source: ReviewSource, options: ReviewOptions): Material {
  // An imported chat was never declared: the event that stands for its import is not part of its story.
  const told = source.entries.filter(
    ({ kind }) => source.incident.kind !== 'imported' || kind !== 'declared',
  );
  const entries = commandsApart(withoutDoubles(told), options.bot);
  const actors = actorsOf(source.events, entries);
  const names = namesOf(actors, options.bot);
  const called = withChannel(names, source.incident);
  const people = new Set(actors.flatMap(({ kind, name }) => (kind === 'person' && name ? [name] : [])));
  const selection = selectKeyEntries(entries, { names, maxRows: options.maxRows });
  const clock = zoned(source.incident.zone);
  const byEvent = entriesByEvent(entries);
  const first = entries[0]?.at ?? source.incident.declaredAt;
  const last = entries.at(-1)?.at ?? first;
  const oneDay = clock.date(first) === clock.date(last);
  return {
    ...source,
    entries,
    options,
    selection,
    keyRows: selection.rows.filter((row) => row.kind === 'entry'),
    clock,
    byEvent,
    names,
    people,
    oneDay,
    who: (actor) =>
      actor.kind === 'firescribe'
        ? 'Firescribe'
        : (actor.name ?? names.get(bareId(actor.id)) ?? bareId(actor.id)),
    when: (at) => (oneDay ? clock.time(at) : clock.full(at)),
    text: (entry) => plainText(withItemNamed(entry, source.incident), called),
    plain: (words) => plainText(words, called),
  };
}

/** The entries that events belong to, once each, in the order of the record. */
export function evidenceOf(material: Material, ids: readonly string[]): Evidence {
  const entries = [...new Set(ids.flatMap((id) => material.byEvent.get(id) ?? []))];
  return entries
    .filter((entry) => !entry.deleted && !entry.redacted)
    .sort((a, b) => a.at - b.at)
    .map((entry) => entry.id);
}

/** How it came to be opened. */
export function declarationOf(material: Material): Evidence {
  const opened = material.events.find(({ type }) => type === 'incident-declared');
  return evidenceOf(material, opened ? [opened.id] : []);
}

/** The event by which somebody set a key time as it stands. */
export function settingOf(
  { events, incident }: Material,
  name: KeyTimeName,
): Recorded<'key-time-set'> | undefined {
  const sets = (event: IncidentEvent): event is Recorded<'key-time-set'> =>
    event.type === 'key-time-set' && event.data.name === name;
  return incident.keyTimes[name]?.set ? events.findLast(sets) : undefined;
}

/** What a key time rests on: what it was read from, or the message that was named for it, and who set it. */
export function timeEvidence(material: Material, name: KeyTimeName): Evidence {
  const setting = settingOf(material, name);
  const read = material.incident.keyTimes[name]?.evidence ?? [];
  return evidenceOf(material, [...read, ...(setting ? [setting.id] : [])]);
}

export function fact(text: string, evidence: Evidence): Statement {
  return { kind: 'fact', text, evidence };
}

/** Says that something is not recorded, and asks for it. */
export function gap(text: string, evidence: Evidence = []): Statement {
  return { kind: 'gap', text, evidence };
}

export function question(text: string, evidence: Evidence = []): Statement {
  return { kind: 'question', text, evidence };
}

/** Words of the record, verbatim. `by` may be a role in place of a name. */
export function quote(
  material: Material,
  entry: Entry,
  words: string,
  by = material.who(entry.author),
): Statement {
  return { kind: 'quote', text: words, evidence: [entry.id], said: { by, at: material.when(entry.at) } };
}
