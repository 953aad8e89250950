// From what Slack hands over to an ask: who, where, about which incident, and how a second telling is recognised.
import type { Viewer } from '../engine/engine-port.ts';
import type { Asking } from '../incident/commands.ts';
import { Refusal } from '../incident/refusal.ts';
import type { Incident } from '../incident/state.ts';
import type { Instant, Source } from '../incident/values.ts';
import { may } from '../policy/rights.ts';
import type { Ask, DeedContext, MessageAsk } from './deed.ts';
import { instantOf, personId } from './ids.ts';
import type { ShortcutPayload } from './payloads.ts';

export type Asker = {
  user: string;
  kind: Source['kind'];
  /** What names the asking at Slack: a trigger id, or a message's place. */
  key: string;
  /** The line or the button in words. */
  words: string;
  at?: Instant;
  /** Who that is and what they may do, where it was written down when they asked. */
  known?: Pick<Asking, 'by' | 'grants'>;
};

export function askingOf(context: DeedContext, asker: Asker): Asking {
  return {
    by: asker.known?.by ?? context.people.actor(asker.user),
    grants: asker.known?.grants ?? context.people.grants(asker.user),
    at: asker.at ?? context.now(),
    source: { kind: asker.kind, key: asker.key },
    words: asker.words,
  };
}

/** Who looks: also whether the configuration shows them every private incident. */
export function viewerOf(context: Pick<DeedContext, 'people' | 'policy' | 'team'>, user: string): Viewer {
  const grants = [...context.people.grants(user), user];
  const seesPrivate = may(context.policy, grants, 'see-private');
  return { kind: 'person', id: personId(context.team, user), ...(seesPrivate ? { seesPrivate } : {}) };
}

/** The incident that was named (stream), else the one whose channel this is. Refused where it may not be seen. */
export async function incidentFor(
  context: DeedContext,
  user: string,
  where: { channel: string; stream?: string; number?: number },
): Promise<Incident | undefined> {
  const { questions } = context.engine;
  const viewer = viewerOf(context, user);
  if (where.stream !== undefined) {
    return questions.incident(where.stream, viewer);
  }
  if (where.number !== undefined) {
    const incident = await questions.byNumber(where.number, viewer);
    if (!incident) {
      throw new Refusal(
        `There is no INC-${where.number} that you can see. \`/${context.policy.command} list\` shows the open ones.`,
      );
    }
    return incident;
  }
  return where.channel === '' ? undefined : questions.byChannel(context.team, where.channel);
}

/** What a message shortcut says of its message. */
export function messageOf(
  context: DeedContext,
  ask: Ask,
  payload: ShortcutPayload & { message: NonNullable<ShortcutPayload['message']> },
): MessageAsk {
  const { message } = payload;
  const author = message.user ?? message.bot_id;
  return {
    ...ask,
    message: { team: context.team, channel: ask.channel, ts: message.ts },
    ...(message.thread_ts && message.thread_ts !== message.ts ? { thread: message.thread_ts } : {}),
    ...(message.thread_ts ? { wholeThread: message.thread_ts } : {}),
    author: author ? context.people.actor(author) : { kind: 'bot', id: `${context.team}/unknown` },
    text: message.text ?? '',
    postedAt: instantOf(message.ts),
    files: (message.files ?? []).map((each) => ({
      id: each.id,
      name: each.name ?? each.id,
      mimetype: each.mimetype ?? 'application/octet-stream',
      size: each.size ?? 0,
    })),
  };
}
