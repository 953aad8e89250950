// The workspace a probe walks on: every call is recorded, and none may touch a channel that the probe did not make.
import { ErrorCode, type WebClient } from '@slack/web-api';
import type { Findings } from './compare.ts';
import { shapeOf } from './shape.ts';

export type Answer = { ok: boolean; [field: string]: unknown };

export type Ground = {
  /** Calls a method and records the shape of the answer; a refusal is an answer. Network trouble is thrown. */
  call(step: string, method: string, args?: Record<string, unknown>): Promise<Answer>;
  /** The same without recording, for cleaning up. */
  quietly(method: string, args: Record<string, unknown>): Promise<Answer>;
  /** Names the steps that follow. */
  story(name: string): void;
  /** Ids of the channels made here. */
  channels(): string[];
  answers: Findings['answers'];
};

/** Ids that are nobody's. */
export const NO_CHANNEL = 'C0NOCHANNEL';
export const NO_USER = 'U0NOBODYATALL';

export function openGround(client: WebClient): Ground {
  const made = new Set<string>();
  const answers: Findings['answers'] = {};
  let story = '';

  async function quietly(method: string, args: Record<string, unknown>): Promise<Answer> {
    refuseForeign(args, made);
    const answer = await answerOf(client, method, args);
    const { channel } = answer as { channel?: { id?: string } };
    if (method === 'conversations.create' && channel?.id) {
      made.add(channel.id);
    }
    return answer;
  }

  return {
    answers,
    quietly,
    channels: () => [...made],
    story(name) {
      story = name;
    },
    async call(step, method, args = {}) {
      const answer = await quietly(method, args);
      answers[`${story}: ${step}`] = { method, shape: shapeOf([answer]) };
      return answer;
    },
  };
}

/** @throws Error before anything is sent */
function refuseForeign(args: Record<string, unknown>, made: ReadonlySet<string>): void {
  for (const name of ['channel', 'channel_id', 'channels', 'channel_ids']) {
    const given = args[name];
    for (const id of given === undefined ? [] : [given].flat()) {
      if (id !== NO_CHANNEL && !made.has(String(id))) {
        throw new Error(`The probe does not touch ${String(id)}: it is not a channel of its own.`);
      }
    }
  }
}

async function answerOf(client: WebClient, method: string, args: Record<string, unknown>): Promise<Answer> {
  try {
    return { ...(await client.apiCall(method, args)) };
  } catch (error) {
    const refused = error as { code?: string; data?: Answer };
    if (refused.code === ErrorCode.PlatformError && refused.data) {
      return refused.data;
    }
    throw error;
  }
}
