// One comparison of a channel's history with the timeline: page by page, resumed where Slack broke it off.
import type { Command } from '../incident/commands.ts';
import type { MessageFacts } from '../incident/message-facts.ts';
import type { Instant } from '../incident/values.ts';
import { handleTold } from './capture.ts';
import {
  type Known,
  messageDifference,
  missingFromHistory,
  missingReplies,
  threadDiffers,
} from './difference.ts';
import { type HistoryPage, historyBefore, repliesOf } from './history.ts';
import { tsOf } from './ids.ts';
import { pinsOf } from './pinners.ts';
import type { SlackMessage } from './slack-message.ts';
import type { Stage } from './stage.ts';
import type { Telling } from './telling.ts';

export type Comparison = {
  stream: string;
  channel: string;
  /** Only what was posted since then; absent: everything. */
  since?: Instant;
  source: Telling['source'];
  /** When it began: acts whose time history does not tell carry this. */
  startedAt: Instant;
  /** Everything newer than this has been compared (a ts); absent at the beginning. */
  before?: string;
  seen: Set<string>;
  found: number;
  missing: number;
  /** Threads by parent's ts, with the count and latest reply that were compared last. Shared between comparisons. */
  threads: Map<string, string>;
  /** Told after each page, with the number of messages seen. */
  onProgress?: (seen: number) => void;
};

const KNOWN_PAGE = 1000;
const DAY = 24 * 60 * 60_000;
const LATEST = '9999999999.999999';

/** What the timeline holds of this channel's messages. Read before history, so that what it lacks then is no deletion. */
async function loadKnown(stage: Stage, stream: string): Promise<Map<string, MessageFacts>> {
  const known = new Map<string, MessageFacts>();
  let after: string | undefined;
  for (;;) {
    const rows = await stage.engine.questions.knownMessages(stream, {
      limit: KNOWN_PAGE,
      ...(after ? { after } : {}),
    });
    for (const { ts, facts } of rows) {
      known.set(ts, facts);
    }
    after = rows.at(-1)?.ts;
    if (rows.length < KNOWN_PAGE || after === undefined) {
      return known;
    }
  }
}

/** Counts what the commands changed. They are queued at once, so that they share commits. */
async function handleAll(stage: Stage, comparison: Comparison, commands: readonly Command[]): Promise<void> {
  const written = await Promise.all(
    commands.map((command) => handleTold(stage.engine, comparison.stream, command, stage.log)),
  );
  for (const [index, command] of commands.entries()) {
    const count = Math.min(1, written[index] ?? 0);
    if (command.type === 'record-deletion') {
      comparison.missing += count;
    } else {
      comparison.found += count;
    }
  }
}

/** What history is compared with. */
type Against = { known: Known; telling: Telling; withPins: (message: SlackMessage) => SlackMessage };

async function compareThread(
  stage: Stage,
  comparison: Comparison,
  parent: SlackMessage,
  { known, telling, withPins }: Against,
): Promise<void> {
  const { channel, threads, startedAt } = comparison;
  const state = `${parent.reply_count ?? 0}/${parent.latest_reply ?? ''}`;
  if (!threadDiffers(parent, known) || threads.get(parent.ts) === state) {
    return;
  }
  const replies = parent.reply_count ? await repliesOf(stage.slack, channel, parent.ts) : [];
  const now = tsOf(startedAt);
  await handleAll(stage, comparison, [
    ...replies.flatMap((reply) => messageDifference(withPins(reply), channel, known, telling, now)),
    ...missingReplies(replies, parent.ts, channel, known, telling, now),
  ]);
  threads.set(parent.ts, state);
}

async function comparePage(
  stage: Stage,
  comparison: Comparison,
  page: HistoryPage,
  against: Against,
): Promise<void> {
  const { known, telling, withPins } = against;
  const { channel, seen, startedAt } = comparison;
  const now = tsOf(startedAt);
  const inOrder = [...page.messages].reverse();
  for (const { ts } of inOrder) {
    seen.add(ts);
  }
  const end = inOrder[0]?.ts;
  const oldest =
    page.more || page.limited ? end : comparison.since === undefined ? '0' : tsOf(comparison.since);
  const stretch = { oldest: oldest ?? LATEST, newest: comparison.before ?? LATEST };
  await handleAll(stage, comparison, [
    ...inOrder.flatMap((message) => messageDifference(withPins(message), channel, known, telling, now)),
    ...missingFromHistory(seen, stretch, channel, known, telling, now),
  ]);
  for (const parent of inOrder) {
    await compareThread(stage, comparison, parent, against);
  }
}

/**
 * Compares until the end of the range. Throws a VendorError where Slack breaks it off; called again with the same
 * comparison it goes on below the last page that was done.
 */
export async function compareHistory(stage: Stage, comparison: Comparison): Promise<void> {
  const telling: Telling = {
    identity: stage.session.identity(),
    people: stage.directory,
    source: comparison.source,
  };
  const known = await loadKnown(stage, comparison.stream);
  const withPins = await pinsOf(stage.slack, comparison.channel);
  const oldest = comparison.since === undefined ? {} : { oldest: tsOf(comparison.since) };
  for (;;) {
    // With `oldest` alone Slack begins at that end (slackhq/slack-api-docs#4). A day: clocks differ, and nothing may be left out.
    const before = comparison.before ?? tsOf(stage.clock.now() + DAY);
    const page = await historyBefore(stage.slack, comparison.channel, { ...oldest, before });
    await comparePage(stage, comparison, page, { known, telling, withPins });
    const last = page.messages.at(-1)?.ts;
    comparison.onProgress?.(comparison.seen.size);
    if (!page.more || last === undefined) {
      return;
    }
    comparison.before = last;
  }
}
