// Commands given by mention: taken down with an effect before Slack is told that we have them, and done by the effect, once.
import type { Engine } from '../engine/engine-port.ts';
import type { Performer } from '../engine/performer.ts';
import { commandIn } from '../evidence/addressed.ts';
import type { Asking } from '../incident/commands.ts';
import type { Instant } from '../incident/values.ts';
import { patienceOf } from '../lib/patience.ts';
import { UNKNOWN } from '../policy/rights.ts';
import { type Asker, askingOf } from './asks.ts';
import type { People } from './deed.ts';
import { follow, type Said } from './give-answer.ts';
import { instantOf, messageSource, slackId } from './ids.ts';
import { asOffer } from './on-line.ts';
import { mentionPayload } from './payloads.ts';
import { whisperOnce } from './private-words.ts';
import { failureWords } from './run-deed.ts';
import { type Desk, type LineAnswer, runLine } from './run-line.ts';
import type { Identity } from './session.ts';
import type { Stage } from './stage.ts';

/** How a mention stands in the record, before what was asked for. */
const CALLED = '@firescribe';

/** Takes down what an `app_mention` asks for: on disk, with the work it causes, when this resolves. Told twice, it is one. */
export async function takeDownMention(
  engine: Pick<Engine, 'audit'>,
  event: unknown,
  { identity, people }: { identity: Identity; people: Pick<People, 'actor' | 'grants'> },
): Promise<void> {
  const { user, channel, ts, thread_ts: thread, ...said } = mentionPayload.parse(event);
  const text = commandIn(said.text, slackId(identity.botUser));
  if (text === undefined || !user || said.bot_id || said.edited) {
    return;
  }
  await engine.audit({
    command: 'mention',
    asking: {
      by: people.actor(user),
      grants: people.grants(user),
      at: instantOf(ts),
      source: { kind: 'mention', key: messageSource({ team: identity.team, channel, ts }) },
      words: `${CALLED} ${text}`.trim(),
    },
    work: (asked) => ({
      kind: 'mention.answer',
      payload: { event: asked, channel, ...(thread ? { thread } : {}) },
    }),
  });
}

/** What was asked before a long standstill is not done behind people's backs: the world has moved on. */
const TOO_LATE_MS = 60 * 60_000;
/** Nobody waits for an acknowledgement here; below the effect's lease. */
const MEET_MS = 10_000;
/** After so many failures of our own the person hears of it. */
const ATTEMPTS = 4;

/**
 * Does what was asked for, by the rights that the person had then, and answers. Mentions have no trigger: a modal is offered
 * by a button. Where an attempt before this one may have given the answer already, it is not given again.
 */
export function mentionPerformer(stage: Stage, desk: Desk): Performer<'mention.answer'> {
  const whisper = whisperOnce(stage);
  return async (effect) => {
    const { event, ...where } = effect.payload;
    const asked = await stage.engine.questions.asked(event);
    if (asked?.line === undefined) {
      return;
    }
    stage.session.identity();
    const { by, at, source, line } = asked;
    const asker: Asker = {
      user: slackId(by.id),
      kind: 'mention',
      key: source.key,
      words: line,
      at,
      known: await whoAsked(stage, asked),
    };
    const text = line.slice(CALLED.length).trim();
    const found = await (isLate(at, stage.clock.now())
      ? tooLate(desk, asker)
      : runLine(desk, asker, { ...where, canOpenModal: false }, text));
    if (found.failed && effect.attempt < ATTEMPTS) {
      throw found.failed;
    }
    if (found.failed) {
      stage.log.error(
        { error: found.failed, effect: effect.key },
        'What a mention asked for could not be done.',
      );
    }
    const said: Said = found.failed
      ? { kind: 'private', text: failureWords(found.failed) }
      : asOffer(found, text);
    if (said.kind !== 'nothing' && said.kind !== 'opened') {
      const to = { ...where, person: by.id };
      await whisper(effect, to, said, found.repeated);
      // Beside the effect, whose lease is shorter than a model may take.
      void follow(found.repeated ? { kind: 'nothing' } : said, {
        logger: stage.slack.options.logger,
        say: (words) => whisper(effect, to, words, false),
      });
    }
  };
}

/** By what they were when they asked; whoever was not known then is looked up now. */
async function whoAsked(
  { directory, slack }: Pick<Stage, 'directory' | 'slack'>,
  { by, grants }: Pick<Asking, 'by' | 'grants'>,
): Promise<Pick<Asking, 'by' | 'grants'>> {
  if (!grants.includes(UNKNOWN)) {
    return { by, grants };
  }
  await directory.meet(slack, by.id, patienceOf(MEET_MS));
  return { by: directory.actor(by.id), grants: directory.grants(by.id) };
}

const isLate = (at: Instant, now: Instant) => now - at > TOO_LATE_MS;

async function tooLate({ context }: Desk, asker: Asker): Promise<LineAnswer> {
  const refused =
    'Firescribe was not running when you asked for this, more than an hour ago, so nothing was done. If it is still wanted, ask again.';
  const asking = askingOf(context, asker);
  const { repeated } = await context.engine.audit({ command: 'late', asking, refused });
  return { answer: { kind: 'private', text: refused }, repeated };
}
