// Everything that happens in incident channels, on disk before Slack is told that we have it.
import { z } from 'zod';
import type { Engine } from '../engine/engine-port.ts';
import type { Command, CommandType } from '../incident/commands.ts';
import { Refusal } from '../incident/refusal.ts';
import type { Incident } from '../incident/state.ts';
import type { Clock, Instant } from '../lib/clock.ts';
import type { Log } from '../lib/log.ts';
import { fateCommands } from './channel-fate.ts';
import { streamOf } from './ids.ts';
import type { Directory } from './people.ts';
import type { Identity, Session } from './session.ts';
import { messageEventCommands, pinEventCommands, reactionCommands, type Telling } from './telling.ts';

export type Capture = {
  /**
   * Resolves when what the event tells of is on disk, or when it tells of nothing we keep. Rejects where the disk fails: the
   * event must then not be acknowledged. Local work only.
   */
  take(body: unknown): Promise<void>;
  /** Tells again what came in for a channel before its incident knew it. Called when a channel is recorded. */
  channelKnown(channel: string): Promise<void>;
};

const envelope = z.object({
  type: z.literal('event_callback'),
  event_time: z.number().optional(),
  event: z.looseObject({ type: z.string() }),
});
type Event = z.infer<typeof envelope>['event'];

/** Where an event happened, wherever its kind keeps that. */
const placed = z.union([
  z.object({ channel: z.string() }).transform(({ channel }) => channel),
  z.object({ channel_id: z.string() }).transform((event) => event.channel_id),
  z.object({ item: z.object({ channel: z.string() }) }).transform(({ item }) => item.channel),
  z.object({ channel: z.object({ id: z.string() }) }).transform(({ channel }) => channel.id),
]);

const PEOPLE_EVENTS = new Set([
  'user_change',
  'team_join',
  'subteam_created',
  'subteam_updated',
  'subteam_members_changed',
]);

export function createCapture(setup: {
  engine: Engine;
  session: Session;
  directory: Directory;
  clock: Clock;
  log: Log;
  /** Told of people who spoke and are not known yet, after the commit. */
  onStranger?: (user: string) => void;
}): Capture {
  const { engine, directory, log } = setup;
  const limbo = createLimbo(setup.clock);

  async function record(event: Event, channel: string, identity: Identity): Promise<boolean> {
    const incident = await engine.questions.byChannel(identity.team, channel);
    if (!incident) {
      return false;
    }
    const telling: Telling = { identity, people: directory, source: 'message' };
    for (const command of commandsOf(event, incident, telling)) {
      await handleTold(engine, streamOf(incident), command, log);
    }
    return true;
  }

  return {
    async take(body) {
      const read = envelope.safeParse(body);
      if (!read.success) {
        return;
      }
      const { event } = read.data;
      if (PEOPLE_EVENTS.has(event.type)) {
        directory.hear(event);
        return;
      }
      const channel = placed.safeParse(event).data;
      if (channel === undefined) {
        return;
      }
      if (!(await record(event, channel, setup.session.identity()))) {
        limbo.keep(channel, event);
      } else if (typeof event.user === 'string' && !directory.find(event.user)) {
        setup.onStranger?.(event.user);
      }
    },
    async channelKnown(channel) {
      const identity = setup.session.identity();
      for (const event of limbo.release(channel)) {
        await record(event, channel, identity);
      }
    },
  };
}

/** Handles one command of what Slack told. A refusal ends it (it is on record); only a failing disk is thrown. */
export async function handleTold(
  engine: Engine,
  incident: string,
  command: Command,
  log: Log,
): Promise<number> {
  try {
    // The union's members are each a matching pair of type and wish, which the compiler cannot see through.
    const request = { ...command, incident } as Parameters<typeof engine.handle<CommandType>>[0];
    const handled = await engine.handle(request);
    return handled.repeated ? 0 : handled.events.length;
  } catch (error) {
    if (!(error instanceof Refusal)) {
      throw error;
    }
    log.warn({ incident, command: command.type, why: error.message }, 'What Slack told was refused.');
    return 0;
  }
}

function commandsOf(event: Event, incident: Incident, telling: Telling): Command[] {
  switch (event.type) {
    case 'message':
      return messageEventCommands(event, telling);
    case 'reaction_added':
    case 'reaction_removed':
      return reactionCommands(event, telling);
    case 'pin_added':
    case 'pin_removed':
      return pinEventCommands(event, telling);
    default:
      return fateCommands(event, incident, telling);
  }
}

/** A channel's first events can overtake the answer that creates it; repair would find them too, but minutes later. */
const LIMBO_MS = 60_000;
const LIMBO_SIZE = 200;

function createLimbo(clock: Clock) {
  let waiting: { channel: string; event: Event; at: Instant }[] = [];
  return {
    keep(channel: string, event: Event) {
      const since = clock.now() - LIMBO_MS;
      waiting = [...waiting.slice(1 - LIMBO_SIZE), { channel, event, at: clock.now() }].filter(
        ({ at }) => at >= since,
      );
    },
    release(channel: string): Event[] {
      const found = waiting.filter((told) => told.channel === channel);
      waiting = waiting.filter((told) => told.channel !== channel);
      return found.map(({ event }) => event);
    },
  };
}
