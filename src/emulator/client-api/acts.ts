// Everything the page can do as a person: one entry per act, its arguments checked, done by the same `as(...)` that tests use.
import { z } from 'zod';
import type { Entry } from '../interactions/choose.ts';
import type { Person } from '../person/person.ts';

const text = z.string();
const place = z.object({ channel: text, ts: text });
const bytes = z.base64().transform((value) => new Uint8Array(Buffer.from(value, 'base64')));
const file = z.object({ name: text, mimetype: text, bytes });
const entry: z.ZodType<Entry> = z.union([
  text,
  z.number(),
  z.array(text),
  z.array(file),
  z.null(),
]) as z.ZodType<Entry>;
const entries = z.record(text, entry);
const where = z.union([place, z.object({ view: text })]);

const change = z.union([
  z.object({ operation: z.enum(['insert_at_start', 'insert_at_end']), markdown: text }),
  z.object({ operation: z.enum(['insert_after', 'insert_before']), sectionId: text, markdown: text }),
  z.object({ operation: z.literal('replace'), sectionId: text, markdown: text }),
  z.object({ operation: z.literal('delete'), sectionId: text }),
]);

type Act = (person: Person, args: unknown) => unknown;

function act<Args extends z.ZodType>(
  args: Args,
  run: (person: Person, args: z.output<Args>) => unknown,
): Act {
  return (person, given) => run(person, args.parse(given));
}

const mark = place.extend({ emoji: text });

const say = z.object({
  channel: text,
  text,
  thread: text.optional(),
  broadcast: z.boolean().optional(),
  files: z.array(file).optional(),
});

const messages: Record<string, Act> = {
  say: act(say, (person, { channel, text: words, ...options }) => person.say(channel, words, options)),
  edit: act(place.extend({ text }), (person, to) => person.edit(to.channel, to.ts, to.text)),
  delete: act(place, (person, at) => person.delete(at.channel, at.ts)),
  react: act(mark, (person, at) => person.react(at.channel, at.ts, at.emoji)),
  unreact: act(mark, (person, at) => person.unreact(at.channel, at.ts, at.emoji)),
  pin: act(place, (person, at) => person.pin(at.channel, at.ts)),
  unpin: act(place, (person, at) => person.unpin(at.channel, at.ts)),
};

const channel = z.object({ channel: text });
const somebody = channel.extend({ user: text });

const channels: Record<string, Act> = {
  join: act(channel, (person, at) => person.join(at.channel)),
  leave: act(channel, (person, at) => person.leave(at.channel)),
  invite: act(somebody, (person, at) => person.invite(at.channel, at.user)),
  topic: act(channel.extend({ topic: text }), (person, at) => person.setTopic(at.channel, at.topic)),
  archive: act(channel, (person, at) => person.archive(at.channel)),
  createChannel: act(z.object({ name: text, private: z.boolean().optional() }), (person, given) =>
    person.createChannel(given.name, { private: given.private }),
  ),
  message: act(z.object({ user: text }), (person, { user }) => person.message(user)),
};

const slash = channel.extend({ line: text, thread: text.optional() });
const click = z.object({ where, what: text, value: entry.optional(), entries: entries.optional() });
const suggest = z.object({ where, what: text, query: text });

const apps: Record<string, Act> = {
  slash: act(slash, (person, { channel: at, line, thread }) =>
    person.slash(at, line, thread ? { thread } : {}),
  ),
  shortcut: act(z.object({ callbackId: text }), (person, given) => person.shortcut(given.callbackId)),
  messageShortcut: act(place.extend({ callbackId: text }), (person, at) =>
    person.messageShortcut(at.channel, at.ts, at.callbackId),
  ),
  click: act(click, async (person, given) => {
    // What was typed into a modal so far goes with the press, as in Slack's client.
    if (given.entries) {
      await person.fill(given.entries);
    }
    await person.click(given.where, given.what, given.value);
  }),
  suggest: act(suggest, (person, given) => person.suggest(given.where, given.what, given.query)),
  submit: act(z.object({ entries }), (person, given) => person.submit(given.entries)),
  closeModal: act(z.object({ all: z.boolean().optional() }), (person, given) => person.closeModal(given)),
  home: act(z.object({ appId: text }), (person, { appId }) => void person.home(appId)),
  editCanvas: act(z.object({ canvas: text, change }), (person, given) =>
    person.editCanvas(given.canvas, given.change),
  ),
};

export const acts: Record<string, Act> = { ...messages, ...channels, ...apps };
