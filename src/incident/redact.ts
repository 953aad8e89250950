// Redaction: the words of a message (all its texts) or of another entry are erased, and that it happened is recorded.
import { requireRight } from './allowed.ts';
import { neutralChannelName, privateChannelName } from './channel-name.ts';
import type { CommandOf, Decision } from './commands.ts';
import { type Decide, decided, fact, type Scene, together } from './decision.ts';
import type { EventType, IncidentEvent, Recorded } from './events.ts';
import { forgetReview } from './exports.ts';
import { type EvidenceRow, evidenceKey } from './keys.ts';
import { linkedNow } from './links.ts';
import { messageKey } from './message-facts.ts';
import { keepRow, rowOf } from './message-texts.ts';
import { sourceChanged } from './published-sources.ts';
import { questionsAbout } from './question-steps.ts';
import { Refusal } from './refusal.ts';
import { oneLine } from './texts.ts';
import type { MessagePlace } from './values.ts';

type Found = {
  events: string[];
  files: string[];
  keys: Decision['keys'];
  documents: string[];
  channelName?: string;
  alert?: boolean;
};

function messageAt(place: MessagePlace, { lookups }: Scene): Found | undefined {
  const row = rowOf(lookups, place);
  if (!row.texts?.length) {
    return undefined;
  }
  if (row.redacted) {
    throw new Refusal('This message is redacted already.');
  }
  return {
    events: row.texts,
    files: (row.files ?? []).flatMap((file) => file.sha256 ?? []),
    keys: [keepRow(place, { ...row, redacted: true })],
    documents: [messageKey(place)],
  };
}

function evidenceAt(place: MessagePlace, { lookups, state }: Scene): Found | undefined {
  const key = evidenceKey(state.number, place);
  const row = lookups.keys.get(key) as EvidenceRow | undefined;
  if (row?.redacted) {
    throw new Refusal('This message is redacted already.');
  }
  return (
    row && {
      events: [row.event],
      files: row.files,
      keys: [{ op: 'set', key, value: { ...row, redacted: true } }],
      documents: [row.event],
    }
  );
}

/** What is told of a message is redacted as a whole, by its place. */
const OF_A_MESSAGE: ReadonlySet<EventType> = new Set<EventType>([
  'message-posted',
  'message-edited',
  'message-deleted',
  'message-pinned',
  'message-unpinned',
  'evidence-copied',
]);

function entryNamed(id: string, scene: Scene): Found {
  const { lookups, state } = scene;
  const event = lookups.events.get(id);
  if (event === undefined) {
    throw new Refusal(`INC-${state.number} has no such entry, so there is nothing to redact.`, 'entry');
  }
  if (OF_A_MESSAGE.has(event.type)) {
    throw new Refusal(
      'This entry is a message. Redact it by its link, so that its earlier texts and its files go, too.',
      'entry',
    );
  }
  if (event.content === null) {
    throw new Refusal(
      event.erased ? 'This entry is redacted already.' : 'This entry has no words that could be redacted.',
      'entry',
    );
  }
  const words = { events: [id], files: picturesOf(event), keys: [], documents: [id] };
  if (event.type === 'incident-declared') {
    return { ...words, ...namesToo(scene) };
  }
  if (event.type === 'link-added') {
    const all = sameAddress(event as Recorded<'link-added'>, scene);
    return { ...words, events: all, documents: all };
  }
  if (event.type !== 'signal-attached' && event.type !== 'signal-resolved') {
    return words;
  }
  const named = (state.runbooks ?? []).filter(({ alert }) => alert === id).map(({ title }) => title.event);
  return { ...words, events: [id, ...named], documents: [id, ...named], alert: true };
}

/** The same address stands in what was said of it before, and after. */
function sameAddress({ id, data }: Recorded<'link-added'>, { state, lookups }: Scene): string[] {
  const after = linkedNow(state).flatMap((newer) => {
    const { instead = [] } = (lookups.events.get(newer) as Recorded<'link-added'> | undefined)?.data ?? {};
    return instead.includes(id) ? [newer, ...instead] : [];
  });
  return [...new Set([id, ...(data.instead ?? []), ...after])];
}

/** The channel is named after the title that is erased: its names go with it, and it gets one without words. */
export function namesToo({ state, policy }: Pick<Scene, 'state' | 'policy'>): {
  events: string[];
  channelName: string;
} {
  const { number, kind, service, declaredAt: at, zone } = state;
  const about = { number, kind, at, zone };
  const channelName = state.private
    ? privateChannelName(policy.channelName, about)
    : neutralChannelName(policy.channelName, { ...about, ...(service === undefined ? {} : { service }) });
  return { events: state.namedBy, channelName };
}

/** A picture says what its entry says. */
function picturesOf(event: Pick<IncidentEvent, 'type' | 'data'>): string[] {
  const picture = event.type === 'graph-kept' && 'picture' in event.data ? event.data.picture : undefined;
  return picture?.sha256 ? [picture.sha256] : [];
}

function erased({ wish }: CommandOf<'redact'>, scene: Scene, found: Found, place?: MessagePlace): Decision {
  const reason = oneLine(wish.reason ?? '');
  // What was asked about it may repeat it.
  const events = [...found.events, ...questionsAbout(scene.state, found.events)];
  const data = {
    events,
    files: found.files,
    ...(place ? { place } : {}),
    ...(found.channelName === undefined ? {} : { channelName: found.channelName }),
    ...(found.alert ? { alert: true } : {}),
  };
  return decided([fact(scene.lookups, 'entry-redacted', data, reason ? { reason } : {})], {
    keys: found.keys,
    search: [...found.documents.map((id) => ({ op: 'remove' as const, id })), ...forgetReview(scene.state)],
    erase: events,
  });
}

/** `files` of the fact are the digests of kept bytes, to be erased with the words. */
export const redact: Decide<'redact'> = (command, scene) => {
  const { place, entry } = command.wish;
  requireRight(scene.policy, command.asking, 'redact', scene.state);
  const found =
    place && [messageAt(place, scene), evidenceAt(place, scene)].filter((one) => one !== undefined);
  if (found && found.length > 0) {
    const gone = found.map((one) => erased(command, scene, one, place));
    return together([
      ...gone,
      sourceChanged(
        found.flatMap(({ events }) => events),
        'redacted',
        scene,
      ),
    ]);
  }
  if (entry === undefined) {
    throw new Refusal(
      `The timeline of INC-${scene.state.number} has no words of this message, so there is nothing to redact.`,
    );
  }
  const gone = erased(command, scene, entryNamed(entry, scene));
  return together([gone, sourceChanged([entry], 'redacted', scene)]);
};
