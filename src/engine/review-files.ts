// Which bytes of an incident's reviews are to be there, and which have had their time.
import type { IncidentEvent, Recorded } from '../incident/events.ts';
import type { Edition } from '../incident/review-values.ts';

type Drafted = Recorded<'postmortem-drafted'>;
/** Files of a draft, or of what was kept of a review. */
type Holder = { version: number; digests: string[] };

export type ReviewFiles = {
  /** The newest draft's and those of what was kept last, unless words were redacted since. */
  wanted: ReadonlySet<string>;
  /** For a while more: what is to be kept, and the log that has the words which are looked for. */
  spared: ReadonlySet<string>;
  all: ReadonlySet<string>;
};

const editionIn = (event: IncidentEvent): Edition | undefined =>
  event.type === 'review-kept' || event.type === 'review-sifted' ? event.data.edition : undefined;

const holderOf = ({ version, data }: Drafted): Holder => ({ version, digests: Object.values(data.files) });

/** The draft of a publication that is not kept yet. */
function unkept(events: readonly IncidentEvent[], drafts: readonly Drafted[]): Drafted | undefined {
  const published = events.findLast((event) => event.type === 'review-published');
  const kept = events.some((event) => event.type === 'review-kept' && event.data.because === published?.id);
  return published && !kept
    ? drafts.findLast(
        ({ data, version }) =>
          version < published.version &&
          data.cycle === published.data.cycle &&
          data.draft === published.data.draft,
      )
    : undefined;
}

/** Versions of the newest redaction, of the newest erasure of any kind, and of that up to which all was looked through. */
function erasuresIn(events: readonly IncidentEvent[]) {
  let [redacted, erased, sifted] = [0, 0, 0];
  for (const event of events) {
    if (event.type === 'entry-redacted') {
      redacted = erased = event.version;
    } else if (event.type === 'message-deleted') {
      erased = event.version;
    } else if (event.type === 'review-sifted') {
      sifted = Math.max(sifted, event.data.through);
    }
  }
  return { redacted, erased, sifted };
}

export function reviewFiles(events: readonly IncidentEvent[]): ReviewFiles {
  const drafts = events.filter((event) => event.type === 'postmortem-drafted');
  const editions = events.flatMap((event): Holder[] => {
    const edition = editionIn(event);
    return edition ? [{ version: event.version, digests: Object.values(edition.files) }] : [];
  });
  const { redacted, erased, sifted } = erasuresIn(events);
  const newest = [drafts.map(holderOf).at(-1), editions.at(-1)].filter((one) => one !== undefined);
  const before = drafts.findLast(({ version }) => version < erased);
  const log = before && { version: before.version, digests: [before.data.files.log] };
  const sources = sifted < erased ? [log, editions.at(-1)] : [];
  const waiting = unkept(events, drafts);
  const spared = [...sources, waiting && waiting.version > redacted ? holderOf(waiting) : undefined];
  const digestsOf = (holders: readonly (Holder | undefined)[]) =>
    new Set(holders.flatMap((holder) => holder?.digests ?? []));
  return {
    wanted: digestsOf(newest.filter(({ version }) => version > redacted)),
    spared: digestsOf(spared),
    all: digestsOf([...drafts.map(holderOf), ...editions]),
  };
}
