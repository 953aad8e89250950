// Everything that happens in incident channels, on disk before Slack is told that we have it.
import { z } from 'zod';
import type { Engine } from '../engine/engine-port.ts';
import type { Command, CommandType } from '../incident/commands.ts';
import { Refusal } from '../incident/refusal.ts';
import type { Clock, Instant } from '../lib/clock.ts';
import type { Log } from '../lib/log.ts';
import { fateCommands } from './channel-fate.ts';
import { takeDownMention } from './mentions.ts';
import type { Directory } from './people.ts';
import type { Identity, Session } from './session.ts';
import { messageEventCommands, pinEventCommands, reactionCommands, type Telling } from './telling.ts';

export type Capture = {
  /**
   * Resolves when what the event tells of is on disk, or when it tells of nothing we keep. Rejects where the disk fails: the
   * event must then not be acknowledged. Local work only. True where it is an event that no listener waits for.
   */
  take(body: unknown): Promise<boolean>;
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

const OF_MESSAGES = new Set(['message', 'reaction_added', 'reaction_removed', 'pin_added', 'pin_removed']);

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
  const streams = knownStreams(engine);

  async function record(event: Event, channel: string, identity: Identity): Promise<boolean> {
    const stream = await streams.of(identity.team, channel);
    if (!stream) {
      return false;
    }
    const telling: Telling = { identity, people: directory, source: 'message' };
    for (const command of messageCommands(event, telling) ?? (await fate(event, channel, telling))) {
      await handleTold(engine, stream, command, log);
    }
    return true;
  }

  function meet(user: unknown): void {
    if (typeof user === 'string' && !directory.find(user)) {
      setup.onStranger?.(user);
    }
  }

  /** What happens to channels is rare, and the incident's state decides what it means. */
  async function fate(event: Event, channel: string, telling: Telling): Promise<Command[]> {
    const incident = await engine.questions.byChannel(telling.identity.team, channel);
    return incident ? fateCommands(event, incident, telling) : [];
  }

  return {
    async take(body) {
      const read = envelope.safeParse(body);
      if (!read.success) {
        return false;
      }
      const { event } = read.data;
      if (PEOPLE_EVENTS.has(event.type)) {
        directory.hear(event);
        return true;
      }
      const channel = placed.safeParse(event).data;
      if (channel === undefined) {
        return false;
      }
      if (event.type === 'app_mention') {
        await takeDownMention(engine, event, { identity: setup.session.identity(), people: directory });
        meet(event.user);
        return true;
      }
      if (!(await record(event, channel, setup.session.identity()))) {
        limbo.keep(channel, event);
      } else {
        meet(event.user);
      }
      return OF_MESSAGES.has(event.type);
    },
    async channelKnown(channel) {
      streams.forget();
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

/** Undefined where the event is about something else than messages. */
function messageCommands(event: Event, telling: Telling): Command[] | undefined {
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
      return undefined;
  }
}

/** Which incident a channel belongs to, asked once: it changes only where a channel is recorded. */
function knownStreams({ questions }: Pick<Engine, 'questions'>) {
  const streams = new Map<string, string>();
  return {
    async of(team: string, channel: string): Promise<string | undefined> {
      const stream = streams.get(channel) ?? (await questions.streamOfChannel(team, channel));
      if (stream !== undefined) {
        streams.set(channel, stream);
      }
      return stream;
    },
    forget: () => streams.clear(),
  };
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
