// The incident's channel: created (or taken up again), and the first people in it.
import { z } from 'zod';
import type { Performer } from '../engine/performer.ts';
import { numberedChannelName } from '../incident/channel-name.ts';
import type { Incident } from '../incident/state.ts';
import { oneAtATime } from '../lib/one-at-a-time.ts';
import { VendorError } from '../lib/vendor-error.ts';
import { isDecidedByOnCall } from '../policy/on-call.ts';
import { callsPeople, OPERATORS } from '../policy/people.ts';
import { isOverUnseen } from '../workflows/over.ts';
import { findOwnChannel } from './find-channel.ts';
import { bringIn } from './invite.ts';
import type { InvitedLately } from './invited-lately.ts';
import { type Attempt, incidentOf, ownAsking, type Stage } from './stage.ts';
import type { Topics } from './topic.ts';

const created = z.object({ channel: z.object({ id: z.string(), name: z.string() }) });

type Opened = { id: string; name: string; adopted: boolean };

/** A channel of that name that we made and that belongs to no incident: a killed attempt left it. */
async function leftBehind(stage: Stage, name: string, isPrivate: boolean): Promise<Opened | undefined> {
  const { team, botUser } = stage.session.identity();
  const found = await findOwnChannel(stage.slack, name);
  const fits = found?.creator === botUser && (found.is_private ?? false) === isPrivate;
  if (!found || !fits || (await stage.engine.questions.byChannel(team, found.id))) {
    return undefined;
  }
  return { id: found.id, name, adopted: true };
}

async function createNamed(stage: Stage, name: string, isPrivate: boolean): Promise<Opened | undefined> {
  try {
    const { channel } = await stage.slack.call(
      'conversations.create',
      { name, is_private: isPrivate },
      created,
    );
    return { ...channel, adopted: false };
  } catch (error) {
    if (error instanceof VendorError && error.code === 'name_taken') {
      return leftBehind(stage, name, isPrivate);
    }
    throw error;
  }
}

/** The wished name; where it is taken, with the incident's number at its end; then with a second number. */
async function createOrTakeUp(stage: Stage, incident: Incident, attempt: number): Promise<Opened> {
  const numbered = numberedChannelName(incident.channelName, incident.number);
  const names = [
    incident.channelName,
    numbered,
    ...[2, 3, 4, 5].map((again) => numberedChannelName(numbered, again)),
  ];
  // An answer may have been lost under any of these names; the first two are the likely ones.
  for (const name of attempt > 1 ? names.slice(0, 2) : []) {
    const left = await leftBehind(stage, name, incident.private);
    if (left) {
      return left;
    }
  }
  for (const name of names) {
    const opened = await createNamed(stage, name, incident.private);
    if (opened) {
      return opened;
    }
  }
  throw new VendorError(
    `All names for the channel of INC-${incident.number} are taken. Change CHANNEL_NAME so that names contain {number}.`,
    { permanent: true, code: 'name_taken' },
  );
}

/** Everybody who was asked refused, is unknown or was called enough lately: others come instead, the operators at last. */
async function neverEmpty(
  stage: Stage,
  effect: Attempt,
  incident: Incident,
  { channel, count, lately }: { channel: string; count: number; lately: InvitedLately },
) {
  if (count > 0) {
    return;
  }
  const rescue = async (
    who: readonly string[],
    key: string,
    limit: { lately?: InvitedLately; asked?: boolean },
  ) => {
    const attempt = { key: `${effect.key}:${key}`, stream: effect.stream, attempt: effect.attempt };
    const options = { channel, fresh: true, ...limit };
    return bringIn(
      stage,
      attempt,
      incident,
      who.map((one) => ({ who: one })),
      options,
    );
  };
  const responders = callsPeople(stage.policy, incident) ? stage.policy.responders : [];
  const come =
    (await rescue([...responders, OPERATORS], 'rescue', { lately })) ||
    (await rescue([OPERATORS], 'operators', { asked: true }));
  if (come === 0) {
    throw new VendorError(
      `Nobody could be invited to the channel of INC-${incident.number}. Set RESPONDERS to the Slack ids of people on call.`,
      { permanent: true, code: 'nobody_to_invite' },
    );
  }
}

export function channelPerformer(
  stage: Stage,
  topics: Topics,
  lately: InvitedLately,
): Performer<'channel.open'> {
  // Two creations at once could take up each other's channel before it is recorded.
  const inTurn = oneAtATime();

  async function open(effect: Attempt, incident: Incident): Promise<string> {
    if (incident.channel && !incident.channelLost) {
      return incident.channel.id;
    }
    const { team } = stage.session.identity();
    return inTurn(async () => {
      const { adopted, ...channel } = await createOrTakeUp(stage, incident, effect.attempt);
      await stage.engine.handle({
        type: 'record-channel',
        incident: effect.stream,
        wish: { channel: { team, ...channel }, adopted },
        asking: ownAsking(stage, effect, `channel:${channel.id}`),
      });
      return channel.id;
    });
  }

  return async (effect) => {
    const incident = await incidentOf(stage, effect.stream);
    stage.session.identity();
    const moot = incident.status === 'canceled' || isOverUnseen(incident);
    if (incident.kind === 'imported' || (!incident.channel && moot)) {
      return;
    }
    const channel = await open(effect, incident);
    const [count] = await Promise.all([
      bringIn(stage, effect, incident, effect.payload.invite, {
        channel,
        fresh: effect.attempt === 1,
        lately,
      }),
      topics.set(channel, incident),
    ]);
    // Whoever is on call is asked for at this moment, and follows.
    const awaited = isDecidedByOnCall(stage.policy, incident) && effect.payload.invite.length === 0;
    await neverEmpty(stage, effect, incident, { channel, count: awaited ? 1 : count, lately });
  };
}

export function invitePerformer(stage: Stage, lately: InvitedLately): Performer<'channel.invite'> {
  return async (effect) => {
    const incident = await incidentOf(stage, effect.stream);
    if (incident.channel && !incident.channelLost && incident.kind !== 'imported') {
      const { id } = incident.channel;
      const { invite, somebody, asked } = effect.payload;
      // What a person's act calls for is not limited: somebody decided it.
      const options = {
        channel: id,
        fresh: false,
        ...(somebody ? { lately } : {}),
        ...(asked ? { asked } : {}),
      };
      const count = await bringIn(stage, effect, incident, invite, options);
      await neverEmpty(stage, effect, incident, { channel: id, count: somebody ? count : 1, lately });
    }
  };
}
