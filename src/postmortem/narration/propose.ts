// Has a narrator write a short text for whoever waits, and keeps what the record carries of it.
import type { Engine } from '../../engine/engine-port.ts';
import type { ProposalKind, Proposals, Proposed } from '../../engine/proposals.ts';
import type { Incident } from '../../incident/state.ts';
import type { Policy } from '../../policy/policy.ts';
import { mayLeave } from '../../policy/private.ts';
import type { ReviewOptions } from '../compose.ts';
import type { JudgeNarration, MakeBrief } from '../compose-in-worker.ts';
import { NARRATED } from './brief.ts';
import { narrate, type PluggedNarrator, PRIVATE } from './narrate.ts';
import { PROPOSALS } from './proposals.ts';

export type ProposerDeps = {
  engine: { questions: Pick<Engine['questions'], 'incident'> };
  narrator: PluggedNarrator;
  brief: MakeBrief;
  judge: JudgeNarration;
  policy: () => Pick<Policy, 'private'>;
  options: Pick<ReviewOptions, 'workspaceUrl' | 'bot' | 'known'>;
};

const NOT_SENT: Proposed = {
  sentences: [],
  removed: [],
  failed: PRIVATE,
  shown: 0,
  citable: 0,
};

const mayBeSent = ({ narrator, policy }: ProposerDeps, incident: Pick<Incident, 'private'>): boolean =>
  narrator.port.limits.privateIncidents || mayLeave(policy(), incident, 'narrator');

async function ask(deps: ProposerDeps, stream: string, kind: ProposalKind): Promise<Proposed> {
  const { engine, narrator, brief, judge } = deps;
  const { limits } = narrator.port;
  const incident = await engine.questions.incident(stream, { kind: 'operator' });
  if (incident === undefined || !mayBeSent(deps, incident)) {
    return NOT_SENT;
  }
  const { held, ...section } = PROPOSALS[kind];
  const options = { ...deps.options };
  // One text costs what one section of a review does.
  const tokens = limits.tokens / NARRATED.length;
  const shown = await brief(stream, options, tokens, { sections: [section], latest: true });
  const narration = await narrate(shown, narrator);
  const { sentences, removed } = await judge(stream, options, narration, held);
  const [failed] = narration.failed;
  const [told] = narration.told;
  return {
    sentences,
    removed,
    ...(failed ? { failed: failed.why } : {}),
    ...(told ? { model: told.model } : {}),
    shown: narration.shown,
    citable: narration.citable,
  };
}

/** Several who ask the same at the same time get one answer. */
export function createProposals(deps: ProposerDeps): Proposals {
  const asked = new Map<string, Promise<Proposed>>();
  const { label, port } = deps.narrator;
  return {
    label,
    seconds: port.limits.seconds,
    maySee: (incident) => mayBeSent(deps, incident),
    promptFor: (kind) => `${port.prompt}\n\n${PROPOSALS[kind].title}. ${PROPOSALS[kind].asks}`,
    propose(stream, kind) {
      const key = `${stream} ${kind}`;
      const under = asked.get(key) ?? ask(deps, stream, kind).finally(() => asked.delete(key));
      asked.set(key, under);
      return under;
    },
  };
}
