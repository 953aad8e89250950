// A message on its way through a form: who wrote it, when, where and what, brought back whole as evidence.
import type { KnownBlock } from '@slack/types';
import { z } from 'zod';
import type { Evidence } from '../incident/commands.ts';
import { context, escaped } from './blocks.ts';
import type { DeedContext, MessageAsk, Submission } from './deed.ts';
import { readCarried } from './form-values.ts';
import { carriedText, readMetadata } from './forms.ts';
import { instantOf } from './ids.ts';

const MOST_FILES = 6;
const LONGEST_NAME = 60;

const carried = z.object({
  channel: z.string(),
  ts: z.string(),
  thread: z.string().optional(),
  wholeThread: z.string().optional(),
  author: z.object({
    kind: z.enum(['person', 'bot', 'monitor', 'operator', 'firescribe']),
    id: z.string(),
    name: z.string().optional(),
  }),
  files: z.array(z.object({ id: z.string(), name: z.string(), mimetype: z.string(), size: z.number() })),
});

/** What goes into a form's metadata, and what the form shows of the message. */
export function carryMessage(ask: MessageAsk): { more: Record<string, string>; blocks: KnownBlock[] } {
  const { channel, ts } = ask.message;
  const files = ask.files.slice(0, MOST_FILES).map((file) => ({
    ...file,
    name: file.name.slice(0, LONGEST_NAME),
    mimetype: file.mimetype.slice(0, LONGEST_NAME),
  }));
  const { thread, wholeThread, author } = ask;
  const message = JSON.stringify({ channel, ts, thread, wholeThread, author, files });
  const by = context(`Written by ${escaped(ask.author.name ?? ask.author.id)}:`);
  return { more: { message }, blocks: ask.text.trim() === '' ? [] : [by, ...carriedText(ask.text)] };
}

/** The message that came back with a form, if one went with it. */
export function carriedMessage(
  submission: Submission,
  deeds: DeedContext,
): (Evidence & { wholeThread?: string }) | undefined {
  const message = readMetadata(submission.metadata).more?.message;
  if (message === undefined) {
    return undefined;
  }
  const { channel, ts, thread, wholeThread, author, files } = carried.parse(JSON.parse(message));
  const place = { team: deeds.team, channel, ts };
  return {
    place,
    author,
    text: readCarried(submission.values),
    permalink: deeds.permalink(place, thread),
    files,
    postedAt: instantOf(ts),
    ...(wholeThread ? { wholeThread } : {}),
  };
}
