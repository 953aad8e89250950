// A channel that was never an incident becomes one: repair's own comparison, told as import; progress goes to whoever asked.
import { z } from 'zod';
import type { Asked } from '../engine/engine-port.ts';
import type { Performer } from '../engine/performer.ts';
import type { Asking } from '../incident/commands.ts';
import { Refusal } from '../incident/refusal.ts';
import type { Incident } from '../incident/state.ts';
import { VendorError } from '../lib/vendor-error.ts';
import type { EffectOf } from '../workflows/effects.ts';
import { channelLink } from './blocks.ts';
import { done } from './client.ts';
import { type Comparison, compareHistory } from './compare.ts';
import { streamOf } from './ids.ts';
import type { ImportNews } from './import-news.ts';
import { type Attempt, ownAsking, type Stage } from './stage.ts';

const info = z.object({
  channel: z.object({
    id: z.string(),
    name: z.string(),
    /** Seconds since 1970. */
    created: z.number().optional(),
    is_member: z.boolean().optional(),
    is_private: z.boolean().optional(),
  }),
});
type Info = z.infer<typeof info>['channel'];

const PROGRESS_EVERY = 1000;

async function lookAt(stage: Stage, channel: string): Promise<Info> {
  const { channel: found } = await stage.slack.call('conversations.info', { channel }, info);
  if (found.is_private) {
    throw new Refusal(
      'Private channels are not imported from here: whoever asks need not be in them. `firescribe import` on the server reads an export of one, and posts nothing.',
    );
  }
  if (!found.is_member) {
    await stage.slack.call('conversations.join', { channel }, done);
  }
  return found;
}

/** Declared as it were when the channel was made: that is where its story begins. A later attempt gets the same incident. */
async function declareImport(stage: Stage, effect: Attempt, channel: Info, asked: Asked): Promise<Incident> {
  const at = channel.created === undefined ? asked.at : Math.min(channel.created * 1000, asked.at);
  const { team } = stage.session.identity();
  const { id, name } = channel;
  const { state } = await stage.engine.handle({
    type: 'declare',
    wish: {
      kind: 'imported',
      title: `Imported from #${name}`,
      private: false,
      channel: { team, id, name },
    },
    asking: askingFor(effect, asked, { at, what: 'declared' }),
  });
  return state;
}

/** Whoever asked for the import does what it leads to, by the rights they had then. */
function askingFor(effect: Attempt, asked: Asked, { at, what }: { at: number; what: string }): Asking {
  return {
    by: asked.by,
    grants: asked.grants,
    at,
    source: { kind: 'import', key: `${effect.key}:${what}` },
  };
}

function beginComparison(stage: Stage, incident: Incident, channel: Info): Comparison {
  return {
    stream: streamOf(incident),
    channel: channel.id,
    source: 'import',
    startedAt: stage.clock.now(),
    seen: new Set(),
    found: 0,
    missing: 0,
    threads: new Map(),
  };
}

/** Why there is nothing to import, in a sentence for whoever asked; undefined where another attempt may help. */
function whyNot(error: unknown): string | undefined {
  const final = error instanceof Refusal || (error instanceof VendorError && error.permanent);
  return final ? error.message : undefined;
}

/** The refusal is on record and told by an effect of its own, in one append. */
async function refuse(stage: Stage, effect: Attempt, asked: Asked, refused: string): Promise<void> {
  await stage.engine.audit({
    command: 'import',
    asking: askingFor(effect, asked, { at: stage.clock.now(), what: 'refused' }),
    refused,
    work: (event) => ({ kind: 'import.tell', payload: { event } }),
  });
}

/**
 * Reads the whole history into a new incident. An attempt that Slack breaks off goes on below the last page that was done;
 * one that a killed process left is begun again, and finds on record what was read before. That it is imported is a fact of
 * the incident, told and drafted from by the automatic steps.
 */
export function importPerformer(stage: Stage, news: ImportNews): Performer<'channel.import'> {
  const begun = new Map<string, Comparison>();

  async function read(effect: Attempt, channel: Info, asked: Asked): Promise<void> {
    const incident = await declareImport(stage, effect, channel, asked);
    const comparison = begun.get(effect.key) ?? beginComparison(stage, incident, channel);
    begun.set(effect.key, comparison);
    let told = comparison.seen.size;
    comparison.onProgress = (seen) => {
      if (seen - told >= PROGRESS_EVERY) {
        told = seen;
        const words = `Importing ${channelLink(channel.id)} as INC-${incident.number}: ${seen} messages read so far…`;
        news.progress(streamOf(incident), asked.by.id, words);
      }
    };
    await compareHistory(stage, comparison);
    await stage.engine.handle({
      type: 'record-import',
      incident: streamOf(incident),
      wish: {},
      asking: ownAsking(stage, effect, 'imported'),
    });
    begun.delete(effect.key);
  }

  async function attempt(effect: EffectOf<'channel.import'>): Promise<void> {
    const asked = await stage.engine.questions.asked(effect.payload.event);
    if (!asked) {
      return;
    }
    stage.session.identity();
    try {
      await read(effect, await lookAt(stage, effect.payload.channel), asked);
    } catch (error) {
      const refused = whyNot(error);
      if (refused === undefined) {
        throw error;
      }
      await refuse(stage, effect, asked, refused);
    }
  }

  /** Attempts that outlast the outbox's patience go on; the next attempt joins them. */
  const running = new Map<string, Promise<void>>();
  return (effect) => {
    const run = running.get(effect.key) ?? attempt(effect).finally(() => void running.delete(effect.key));
    running.set(effect.key, run);
    return run;
  };
}
