// Takes away what earlier drafts of a review left in its threads, once something was erased: files and parts may have the words.
import { z } from 'zod';
import type { MessagePlace } from '../incident/values.ts';
import { VendorError } from '../lib/vendor-error.ts';
import { done } from './client.ts';
import { lookBack, type Target } from './look-back.ts';
import { isOurs } from './slack-message.ts';
import type { Job } from './stand-review.ts';
import { takeAway } from './withdraw-announcement.ts';

/** Deliveries of one incident; more are not looked through. */
const MOST = 5_000;
const GONE = new Set(['file_not_found', 'file_deleted']);

const reply = z.object({
  ts: z.string(),
  user: z.string().nullish(),
  bot_id: z.string().nullish(),
  files: z
    .array(z.object({ id: z.string(), name: z.string().nullish() }))
    .optional()
    .catch(undefined),
  metadata: z
    .object({ event_payload: z.object({ effect: z.string() }) })
    .optional()
    .catch(undefined),
});

/** `inc-7-1-2`: how the files of the second draft of INC-7 begin. */
export const draftFileName = ({ incident, event }: Pick<Job, 'incident' | 'event'>): string =>
  `inc-${incident.number}-${event.data.cycle}-${event.data.draft}`;

const PART = ':part:';

/** What a part of a review that stands in messages is marked with. */
export const partKey = (effect: string, index: number): string => `${effect}${PART}${index}`;

type Old = { files: Set<string>; parts: MessagePlace[] };

async function findOld(job: Job, thread: Target, old: Old): Promise<void> {
  const { stage, effect, incident } = job;
  const identity = stage.session.identity();
  const isReview = new RegExp(`^inc-${incident.number}-\\d+-\\d+-[a-z]+\\.md$`);
  const isNew = (name: string) => name.startsWith(`${draftFileName(job)}-`);
  await lookBack(stage, thread, reply, (message) => {
    if (!isOurs(message, identity)) {
      return undefined;
    }
    for (const { id, name } of message.files ?? []) {
      if (name && isReview.test(name) && !isNew(name)) {
        old.files.add(id);
      }
    }
    const mark = message.metadata?.event_payload.effect ?? '';
    if (mark.includes(PART) && !mark.startsWith(`${effect.key}${PART}`)) {
      old.parts.push({ team: identity.team, channel: thread.channel, ts: message.ts });
    }
    return undefined;
  });
}

/** Where Slack does not let us, the new draft stands all the same. */
async function deleteFile({ stage, effect }: Job, file: string): Promise<void> {
  try {
    await stage.slack.call('files.delete', { file }, done);
  } catch (error) {
    if (!(error instanceof VendorError && error.permanent)) {
      throw error;
    }
    if (!GONE.has(error.code)) {
      stage.log.warn({ stream: effect.stream, file, error }, 'a file of an earlier draft stays in Slack');
    }
  }
}

/**
 * `kept`: the file of the draft that stands now. The private conversation about an import cannot be read back: there only the
 * logs go, whose ids are on record. Begun again, it goes on with what still stands.
 */
export async function clearDrafts(job: Job, message: MessagePlace, kept: string | undefined): Promise<void> {
  const { stage, effect, incident } = job;
  const { questions } = stage.engine;
  const erased = await Promise.all([
    questions.ofType(effect.stream, 'entry-redacted', 1),
    questions.ofType(effect.stream, 'message-deleted', 1),
  ]);
  if (erased.flat().length === 0) {
    return;
  }
  const deliveries = await questions.ofType(effect.stream, 'postmortem-delivered', MOST);
  const logs = incident.kind === 'imported' ? deliveries.flatMap(({ data }) => data.file ?? []) : [];
  const old: Old = { files: new Set(logs.filter((file) => file !== kept)), parts: [] };
  const places = [message, ...deliveries.flatMap(({ data }) => data.message ?? [])];
  const threads = new Map(places.map(({ channel, ts }) => [`${channel}/${ts}`, { channel, thread: ts }]));
  for (const thread of threads.values()) {
    await findOld(job, thread, old).catch((error: unknown) => {
      // A thread whose beginning was deleted holds nothing any more that we could find.
      if (!(error instanceof VendorError && error.permanent)) {
        throw error;
      }
    });
  }
  for (const file of old.files) {
    await deleteFile(job, file);
  }
  for (const part of old.parts) {
    await takeAway(stage, part);
  }
}
