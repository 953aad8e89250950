// Key times: shown with their evidence and the metrics they make; corrected by a line or a form.
import { Refusal } from '../../incident/refusal.ts';
import type { Instant, KeyTimeName } from '../../incident/values.ts';
import { KEY_TIMES } from '../../incident/values.ts';
import { nearest } from '../../incident/words.ts';
import { change, incidentOf, restOf, zoneOfAsker } from '../act.ts';
import { viewerOf } from '../asks.ts';
import type { Answer, Ask, Deed, DeedContext, Submission, SubmissionAnswer } from '../deed.ts';
import { oneOf } from '../form-values.ts';
import { readMetadata } from '../forms.ts';
import { streamOf } from '../ids.ts';
import { timesForm, timesShown } from '../key-time-lines.ts';
import { messageLink } from '../message-link.ts';
import { echoTime, knownZone, readTime } from '../typed-time.ts';
import { confirm } from './review.ts';

const UNKNOWN = /^(?:none|unknown|not recorded|clear)\b/i;

function nameIn(word: string, command: string): KeyTimeName {
  const plain = word.toLowerCase();
  const name = KEY_TIMES.find((each) => each === plain) ?? (plain === 'started' ? 'began' : undefined);
  if (!name) {
    const like = nearest(plain, KEY_TIMES);
    throw new Refusal(
      `“${word.slice(0, 40)}” is not a key time.${like ? ` Did you mean ${like}?` : ''} They are ${KEY_TIMES.join(', ')}. For example \`/${command} times began 14:02 because errors rise from there\`.`,
    );
  }
  return name;
}

type Correction = { name: KeyTimeName; at: Instant | null; reason?: string; link?: string };

/** `began 14:02 because …`, `mitigated none`. A link to a message in the reason is its evidence. */
function readCorrection(ask: Ask, context: DeedContext, zone: string): Correction {
  const { command } = context.policy;
  const line = restOf(ask, context);
  const word = /^\S+/.exec(line)?.[0] ?? '';
  const name = nameIn(word, command);
  const rest = line.slice(word.length).replace(/^[\s:=]+/, '');
  const unknown = UNKNOWN.exec(rest);
  const time = unknown ? undefined : readTime(rest, { zone, now: context.now() });
  if (!unknown && !time) {
    throw new Refusal(
      `When was it ${name === 'began' ? 'that it began' : name}? Write a time: \`/${command} times ${name} 14:02 because …\`, \`yesterday 14:02\`, \`2026-11-20 14:02\`, \`14:02 UTC\` or \`15 min ago\`; or \`none\` where it is not known.`,
    );
  }
  const why = (time ? time.rest : rest.slice(unknown?.[0].length ?? 0)).replace(
    /^[\s,:–—-]*(?:because\b|since\b)?\s*/i,
    '',
  );
  return { name, at: time ? time.at : null, ...(why ? { reason: why } : {}) };
}

/** The entry that the reason links to, if the timeline has it. */
async function evidenceIn(ask: Ask, context: DeedContext): Promise<string[]> {
  const linked = messageLink(ask.rest, context.team);
  const stream = streamOf(incidentOf(ask));
  const facts = linked && (await context.engine.questions.message(stream, linked.place));
  return facts ? [facts.event] : [];
}

async function correct(ask: Ask, context: DeedContext): Promise<Answer> {
  const zone = knownZone(zoneOfAsker(ask, context), context.policy.zone);
  const { name, at, reason } = readCorrection(ask, context, zone);
  const evidence = await evidenceIn(ask, context);
  await change(ask, context, 'set-key-time', { name, at, evidence, ...(reason ? { reason } : {}) });
  const set = at === null ? 'stands as not recorded now' : `is set to ${echoTime(at, zone)}`;
  return { kind: 'private', text: `INC-${incidentOf(ask).number}: *${name}* ${set}.` };
}

async function open(ask: Ask): Promise<Answer> {
  return {
    kind: 'modal',
    offer: `Correct the key times of INC-${incidentOf(ask).number}?`,
    view: timesForm(ask, incidentOf(ask)),
  };
}

/** Pickers know minutes: what still shows the minute it showed at first is left as it is. */
async function send(submission: Submission, context: DeedContext): Promise<SubmissionAnswer> {
  const before = readMetadata(submission.metadata).more ?? {};
  const reason = oneOf(submission.values, 'reason');
  for (const name of KEY_TIMES) {
    const chosen = oneOf(submission.values, name);
    if (chosen !== undefined && chosen !== before[name]) {
      const wish = { name, at: Number(chosen) * 1000, evidence: [], ...(reason ? { reason } : {}) };
      await change(submission, context, 'set-key-time', wish);
    }
  }
  return { kind: 'close', text: `The key times of INC-${incidentOf(submission).number} are written down.` };
}

export const times: Deed = {
  name: 'times',
  command: {
    word: 'times',
    aliases: ['time', 'metrics'],
    usage: 'times [began 14:02 because …] [confirm]',
    says: 'See the key times and what they rest on, correct one, or confirm them all.',
    needsIncident: true,
    async run(ask, context) {
      if (/^(?:confirm|ok)$/i.test(ask.rest)) {
        return confirm(ask, context);
      }
      if (ask.rest !== '') {
        return correct(ask, context);
      }
      const zone = knownZone(zoneOfAsker(ask, context), context.policy.zone);
      return timesShown(incidentOf(ask), context, { zone, viewer: viewerOf(context, ask.asking.by.id) });
    },
  },
  buttons: { 'times:open': open },
  modals: { 'times:form': send },
};
