// Performs `postmortem.draft`: composes the review of what is on record, keeps its files, and records the draft.
import type { Engine } from '../engine/engine-port.ts';
import type { Performer } from '../engine/performer.ts';
import type { Actor, Instant } from '../incident/values.ts';
import { VendorError } from '../lib/vendor-error.ts';
import type { ReviewOptions } from './compose.ts';
import type { ComposeDraft, MakeBrief } from './compose-in-worker.ts';
import type { DraftFiles } from './draft-files.ts';
import { narrate, notAsked, type PluggedNarrator } from './narration/narrate.ts';
import type { Narration } from './narration/narration.ts';

export type DrafterDeps = {
  engine: Pick<Engine, 'handle'> & { questions: Pick<Engine['questions'], 'incident'> };
  files: { put(bytes: Uint8Array): Promise<{ sha256: string }> };
  compose: ComposeDraft;
  /** Absent: rules alone write. */
  narrator?: PluggedNarrator & { brief: MakeBrief };
  clock: { now(): Instant };
  options: Pick<ReviewOptions, 'word' | 'workspaceUrl' | 'maxRows' | 'known'>;
  /** Up to when the channel's history was compared with the record; undefined where it was not. */
  comparedUntil?: (stream: string) => Promise<Instant | undefined>;
};

const FIRESCRIBE: Actor = { kind: 'firescribe', id: 'firescribe', name: 'Firescribe' };

async function keep(files: DrafterDeps['files'], draft: DraftFiles) {
  const put = async (bytes: Uint8Array) => (await files.put(bytes)).sha256;
  return {
    canvas: await put(draft.canvas),
    markdown: await put(draft.markdown),
    json: await put(draft.json),
    log: await put(draft.log),
    gate: await put(draft.gate),
  };
}

const PRIVATE = 'The incident is private, and NARRATOR_PRIVATE_INCIDENTS does not allow to send it.';

/** What a narrator wrote within its budget; a private incident is sent only where the configuration says so. */
async function narrationFor(
  { narrator }: DrafterDeps,
  stream: string,
  isPrivate: boolean,
  options: ReviewOptions,
): Promise<Narration | undefined> {
  if (narrator === undefined) {
    return undefined;
  }
  const { limits } = narrator.port;
  if (isPrivate && !limits.privateIncidents) {
    return notAsked(narrator, PRIVATE);
  }
  return narrate(await narrator.brief(stream, options, limits.tokens), narrator);
}

/**
 * Files are named by what is in them and the draft is recorded under the effect's key, so a second attempt after a kill ends in the
 * same four files and one draft.
 */
export function createDrafter(deps: DrafterDeps): Performer<'postmortem.draft'> {
  return async (effect) => {
    const incident = await deps.engine.questions.incident(effect.stream, { kind: 'operator' });
    if (incident === undefined) {
      throw new VendorError('There is no such incident to draft a review of.', {
        permanent: true,
        code: 'no_incident',
      });
    }
    const comparedUntil = await deps.comparedUntil?.(effect.stream);
    const options = { ...deps.options, comparedUntil };
    const narration = await narrationFor(deps, effect.stream, incident.private, options);
    const draft = await deps.compose(effect.stream, { ...options, ...(narration && { narration }) });
    const files = await keep(deps.files, draft);
    await deps.engine.handle({
      type: 'record-draft',
      incident: effect.stream,
      wish: {
        cycle: incident.reopens + 1,
        files,
        entries: { used: draft.used, notUsed: draft.notUsed },
        findings: draft.findings,
        sources: draft.sources,
        ...(comparedUntil === undefined ? {} : { comparedUntil }),
      },
      asking: {
        by: FIRESCRIBE,
        grants: [],
        at: deps.clock.now(),
        source: { kind: 'effect', key: `${effect.key}/draft` },
      },
    });
  };
}
