// The record of an incident as grounding takes it: entries in plain words without secrets, computed facts, and the names it knows.
import { factsOf } from '../../evidence/facts.ts';
import type { GroundEntry, GroundRecord } from '../../evidence/ground-sentences.ts';
import { maskSecrets } from '../../evidence/mask.ts';
import type { Entry } from '../../incident/entry.ts';
import type { Instant } from '../../incident/values.ts';
import { named } from '../../lib/named.ts';
import type { KnownNames } from '../../policy/known-names.ts';
import type { Material } from '../material.ts';

/** Bookkeeping that no sentence of a review rests on. */
const SILENT: ReadonlySet<Entry['kind']> = new Set([
  'member',
  'command',
  'file',
  'postmortem',
  'record',
  // Answers are quoted as their authors allowed, and by no one else's words.
  'answer',
]);

/** Entries that may be cited: with words, neither deleted nor redacted. */
function citable(entries: readonly Entry[]): Entry[] {
  return entries.filter(
    ({ kind, text, deleted, redacted }) => !deleted && !redacted && text !== '' && !SILENT.has(kind),
  );
}

type Held = { label: string; who: string; from: Instant; until: Instant };

/** Who held which role, and when. */
function rolesHeld(material: Material): Held[] {
  const held: Held[] = [];
  for (const event of material.events) {
    if (event.type === 'role-assigned') {
      const { role, to } = event.data;
      for (const before of held.filter(
        ({ label, until }) => label === role.label && until === Number.POSITIVE_INFINITY,
      )) {
        before.until = event.occurredAt;
      }
      if (to !== null) {
        held.push({ label: role.label, who: to.id, from: event.occurredAt, until: Number.POSITIVE_INFINITY });
      }
    }
  }
  return held;
}

/** Aliases that people use for a role's label. */
const ALSO: Readonly<Record<string, readonly string[]>> = {
  commander: ['Incident Commander', 'IC'],
  'incident commander': ['Commander', 'IC'],
};

const alsoCalled = (label: string) => named(ALSO, label.toLowerCase()) ?? [];

function rolesOf(entry: Entry, held: readonly Held[]): string[] {
  return held
    .filter(({ who, from, until }) => who === entry.author.id && from <= entry.at && entry.at <= until)
    .flatMap(({ label }) => [label, ...alsoCalled(label)]);
}

/** Statuses, severities and the like, in words; instants stand in the entry's own words. */
function valuesOf(entry: Entry): string[] {
  return Object.values(entry.values).flatMap((value) =>
    typeof value === 'string' && value.length < 80 ? [value] : [],
  );
}

function groundEntry(material: Material, entry: Entry, held: readonly Held[]): GroundEntry {
  return {
    id: entry.id,
    at: entry.at,
    kind: entry.kind,
    text: maskSecrets(material.text(entry)),
    author: material.who(entry.author),
    authorKind: entry.author.kind,
    roles: rolesOf(entry, held),
    values: valuesOf(entry),
  };
}

/** `known`: services and roles that the configuration names besides what the record does. */
export function groundRecordOf(
  material: Material,
  known: Partial<KnownNames> = material.options.known ?? {},
): GroundRecord {
  const held = rolesHeld(material);
  const labels = [...new Set([...held.map(({ label }) => label), ...(known.roles ?? [])])];
  const { service } = material.incident;
  return {
    entries: citable(material.entries).map((entry) => groundEntry(material, entry, held)),
    facts: factsOf(material).map(({ id, text }) => ({ id, text: maskSecrets(text) })),
    zone: material.clock,
    names: [
      ...new Set([
        ...material.people,
        ...material.entries
          .filter(({ author }) => author.kind === 'person')
          .map(({ author }) => material.who(author)),
      ]),
    ],
    roles: labels.flatMap((label) => [label, ...alsoCalled(label)]),
    // The incident's own service is what the record is about: any sentence may name it.
    services: (known.services ?? []).filter((name) => name.toLowerCase() !== service?.toLowerCase()),
  };
}
