// Performs `postmortem.draft`: composes the review of what is on record, keeps its files, and records the draft.

import type { Engine } from '../engine/engine-port.ts';
import type { Performer } from '../engine/performer.ts';
import { FIRESCRIBE } from '../incident/actors.ts';
import { isOpen } from '../incident/lifecycle.ts';
import type { Incident } from '../incident/state.ts';
import type { Instant } from '../incident/values.ts';
import type { Log } from '../lib/log.ts';
import { VendorError } from '../lib/vendor-error.ts';
import type { Policy } from '../policy/policy.ts';
import { mayLeave } from '../policy/private.ts';
import type { ReviewOptions } from './compose.ts';
import type { ComposeDraft, MakeBrief } from './compose-in-worker.ts';
import type { DraftFiles } from './draft-files.ts';
import { answersBytes, type KeptAnswer, narrateAnew, readAnswers, type Told } from './narration/answers.ts';
import { notAsked, type PluggedNarrator, PRIVATE } from './narration/narrate.ts';
import type { Template } from './templates/template.ts';

export type DrafterDeps = {
  engine: Pick<Engine, 'handle'> & { questions: Pick<Engine['questions'], 'incident' | 'event' | 'ofType'> };
  files: {
    put(bytes: Uint8Array): Promise<{ sha256: string }>;
    read(sha256: string): Promise<Uint8Array | undefined>;
  };
  compose: ComposeDraft;
  /** Absent: rules alone write. */
  narrator?: PluggedNarrator & { brief: MakeBrief };
  policy: () => Pick<Policy, 'private'>;
  clock: { now(): Instant };
  log: Pick<Log, 'warn'>;
  options: Pick<ReviewOptions, 'word' | 'workspaceUrl' | 'bot' | 'maxRows' | 'known'>;
  /** What gives the review of this incident its shape; undefined for the default. */
  templateOf?: (incident: Incident) => Template | undefined;
  /** Up to when the channel's history was compared with the record; undefined where it was not. */
  comparedUntil?: (stream: string) => Promise<Instant | undefined>;
};

async function keep(files: DrafterDeps['files'], draft: DraftFiles, answers: readonly KeptAnswer[]) {
  const put = async (bytes: Uint8Array) => (await files.put(bytes)).sha256;
  return {
    canvas: await put(draft.canvas),
    markdown: await put(draft.markdown),
    json: await put(draft.json),
    log: await put(draft.log),
    gate: await put(draft.gate),
    ...(answers.length > 0 ? { answers: await put(answersBytes(answers)) } : {}),
  };
}

/** What the newest draft keeps of a narrator. It goes with the draft: replaced by the next one, erased with any redaction. */
async function answersBefore(
  { engine, files, log }: DrafterDeps,
  { draft }: Incident,
): Promise<KeptAnswer[]> {
  const event = draft && (await engine.questions.event(draft.event));
  const digest = event?.type === 'postmortem-drafted' ? event.data.files.answers : undefined;
  if (digest === undefined) {
    return [];
  }
  const bytes = await files.read(digest).catch((error: Error) => {
    // A damaged copy stands in no draft's way: the model is asked again.
    log.warn({ error: error.message }, 'kept answers of a narrator cannot be read');
    return undefined;
  });
  return bytes === undefined ? [] : readAnswers(bytes);
}

/** What a narrator wrote within its budget; a private incident is sent only where the configuration says so. */
async function narrationFor(
  deps: DrafterDeps,
  stream: string,
  incident: Incident,
  options: ReviewOptions,
): Promise<Partial<Told>> {
  const { narrator, clock } = deps;
  if (narrator === undefined) {
    return {};
  }
  const { limits } = narrator.port;
  if (!(limits.privateIncidents || mayLeave(deps.policy(), incident, 'narrator'))) {
    return { narration: notAsked(narrator, PRIVATE) };
  }
  const before = await answersBefore(deps, incident);
  const brief = await narrator.brief(stream, options, limits.tokens);
  return narrateAnew(brief, narrator, before, clock.now());
}

/** The resolve that it was for was taken back while it was made. */
async function isOpenAgain({ engine }: DrafterDeps, stream: string): Promise<boolean> {
  const incident = await engine.questions.incident(stream, { kind: 'operator' });
  return incident !== undefined && isOpen(incident.status);
}

/** More of one incident are not counted. */
const MOST_ERASURES = 100_000;
/** After so many times the words that went last are left to the draft that their erasure asked for. */
const TIMES_MADE = 3;

/** How often words of it were erased, by whomever. */
async function erasuresIn({ engine }: DrafterDeps, stream: string): Promise<number> {
  const counted = await Promise.all(
    (['entry-redacted', 'message-deleted'] as const).map((type) =>
      engine.questions.ofType(stream, type, MOST_ERASURES),
    ),
  );
  return counted.flat().length;
}

async function knownIncident({ engine }: DrafterDeps, stream: string): Promise<Incident> {
  const incident = await engine.questions.incident(stream, { kind: 'operator' });
  if (incident === undefined) {
    throw new VendorError('There is no such incident to draft a review of.', {
      permanent: true,
      code: 'no_incident',
    });
  }
  return incident;
}

/** `incident`: as it was when it was begun. */
type Made = { incident: Incident; draft: DraftFiles; answers: KeptAnswer[] };

/** A narrator takes its time: a draft of words that went meanwhile is made again, before anything of it is kept. */
async function made(deps: DrafterDeps, stream: string, comparedUntil: Instant | undefined): Promise<Made> {
  for (let time = 1; ; time += 1) {
    const erasures = await erasuresIn(deps, stream);
    const incident = await knownIncident(deps, stream);
    const template = deps.templateOf?.(incident);
    const options = { ...deps.options, comparedUntil, ...(template && { template }) };
    const { narration, answers = [] } = await narrationFor(deps, stream, incident, options);
    const draft = await deps.compose(stream, { ...options, ...(narration && { narration }) });
    if (time === TIMES_MADE || (await erasuresIn(deps, stream)) === erasures) {
      return { incident, draft, answers };
    }
  }
}

/**
 * Files are named by what is in them and the draft is recorded under the effect's key, so a second attempt after a kill ends in the
 * same files and one draft.
 */
export function createDrafter(deps: DrafterDeps): Performer<'postmortem.draft'> {
  return async (effect) => {
    await knownIncident(deps, effect.stream);
    const comparedUntil = await deps.comparedUntil?.(effect.stream);
    const { incident, draft, answers } = await made(deps, effect.stream, comparedUntil);
    const { over } = effect.payload;
    if (over && (await isOpenAgain(deps, effect.stream))) {
      return;
    }
    const files = await keep(deps.files, draft, answers);
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
        ...(over ? { over } : {}),
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
