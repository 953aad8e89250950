// What is soaked: capture, engine, timeline and outbox over a record of their own, with performers that succeed at once.
import { type Core, openCore } from '../../core.ts';
import { createOutbox, type Outbox } from '../../engine/outbox.ts';
import type { Performer, Performers } from '../../engine/performer.ts';
import { EFFECT_KINDS } from '../../engine/policy-of-effects.ts';
import type { Asking } from '../../incident/commands.ts';
import { type ManualClock, manualClock } from '../../lib/clock.ts';
import { silentLog } from '../../lib/log.ts';
import { defaultPolicy } from '../../policy/defaults.ts';
import { type Capture, createCapture } from '../../slack/capture.ts';
import { createDirectory } from '../../slack/people.ts';

export const TEAM = 'T0SOAK';
export const USERS = ['U0ANA', 'U0BO', 'U0CHIDI', 'U0DEV'];
const LARGEST_FILE = 1024 * 1024;

export type House = { core: Core; capture: Capture; outbox: Outbox; clock: ManualClock };

const identity = { team: TEAM, teamUrl: 'https://soak.slack.com/', botUser: 'U0BOT', botId: 'B0BOT' };

export function openHouse(folder: string): House {
  const clock = manualClock(Date.UTC(2026, 0, 1));
  const policy = { ...defaultPolicy, announcementChannel: 'incidents', responders: USERS };
  const core = openCore({ dataDir: folder, maxFileBytes: LARGEST_FILE, policy }, { log: silentLog, clock });
  const capture = createCapture({
    engine: core.engine,
    session: { identity: () => identity, known: () => identity, open: async () => identity },
    directory: createDirectory(() => ({ team: TEAM }), clock, silentLog),
    clock,
    log: silentLog,
  });
  const outbox = createOutbox({
    timeline: core.timeline,
    engine: core.engine,
    performers: performersOf(core),
    clock,
    log: silentLog,
  });
  return { core, capture, outbox, clock };
}

/** Everything succeeds at once; a channel that is opened is recorded, so that its incident goes on. */
function performersOf(core: Core): Performers {
  const nothing = Object.fromEntries(EFFECT_KINDS.map((kind) => [kind, async () => undefined])) as Performers;
  const open: Performer<'channel.open'> = async ({ stream, key }) => {
    const incident = await core.engine.questions.incident(stream, { kind: 'operator' });
    await core.engine.handle({
      type: 'record-channel',
      incident: stream,
      wish: {
        channel: { team: TEAM, id: channelId(incident?.number ?? 0), name: `inc-${incident?.number}` },
        adopted: false,
      },
      asking: asking(core, key),
    });
  };
  return { ...nothing, 'channel.open': open };
}

export const channelId = (number: number) => `C${String(number).padStart(7, '0')}`;

export function asking(core: Core, key: string): Asking {
  const by = { kind: 'person', id: `${TEAM}/${USERS[0]}`, name: 'Ana' } as const;
  return { by, grants: [], at: core.clock.now(), source: { kind: 'command', key } };
}
