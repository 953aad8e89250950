// A channel that was never an incident becomes one: repair's own comparison, told as import; progress goes to whoever asked.
import { z } from 'zod';
import type { Asking } from '../incident/commands.ts';
import { Refusal } from '../incident/refusal.ts';
import type { Incident } from '../incident/state.ts';
import { VendorError } from '../lib/vendor-error.ts';
import { channelLink, escaped, type Post, section } from './blocks.ts';
import { done } from './client.ts';
import { type Comparison, compareHistory } from './compare.ts';
import { streamOf } from './ids.ts';
import { post, update } from './posting.ts';
import { directChannel } from './private-words.ts';
import { PERFORMER, type Stage } from './stage.ts';

/** Begins the import; resolves once it is on record and will go on by itself. Throws a Refusal where it cannot begin. */
export type ImportChannel = (request: { channel: string; asking: Asking }) => Promise<void>;

const info = z.object({
  channel: z.object({
    id: z.string(),
    name: z.string(),
    /** Seconds since 1970. */
    created: z.number().optional(),
    is_member: z.boolean().optional(),
    is_private: z.boolean().optional(),
  }),
});
type Info = z.infer<typeof info>['channel'];

const PROGRESS_EVERY = 1000;

/** Slack's refusal becomes a sentence for the person; what passes does, too, since somebody is waiting. */
async function asRefusal<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof VendorError) {
      throw new Refusal(error.message);
    }
    throw error;
  }
}

async function lookAt(stage: Stage, channel: string): Promise<Info> {
  const { channel: found } = await asRefusal(stage.slack.call('conversations.info', { channel }, info));
  if (found.is_private) {
    throw new Refusal(
      'Private channels cannot be imported yet: not every place keeps them private. `firescribe import` reads an export of it without posting anything.',
    );
  }
  if (!found.is_member) {
    await asRefusal(stage.slack.call('conversations.join', { channel }, done));
  }
  return found;
}

/** Declared as it were when the channel was made: that is where its story begins. */
async function declareImport(stage: Stage, channel: Info, asking: Asking): Promise<Incident> {
  const at = channel.created === undefined ? asking.at : Math.min(channel.created * 1000, asking.at);
  const { team } = stage.session.identity();
  const { id, name } = channel;
  const { state } = await stage.engine.handle({
    type: 'declare',
    wish: {
      kind: 'imported',
      title: `Imported from #${name}`,
      private: false,
      channel: { team, id, name },
    },
    asking: { ...asking, at, source: { ...asking.source, key: `${asking.source.key}:import` } },
  });
  return state;
}

/** One private message, brought up to date as the import goes on. */
function progressFor(stage: Stage, person: string, mark: string) {
  let place: ReturnType<typeof post> | undefined;
  return async (text: string): Promise<void> => {
    const words: Post = { text, blocks: [section(text)] };
    try {
      if (place) {
        await update(stage, await place, words, { import: mark }, 'refresh');
      } else {
        place = directChannel(stage, person).then((channel) =>
          post(stage, { channel }, words, { import: mark }),
        );
        await place;
      }
    } catch (error) {
      stage.log.warn({ error }, 'The progress of an import could not be told.');
    }
  };
}

async function readAll(stage: Stage, comparison: Comparison): Promise<void> {
  for (;;) {
    try {
      await compareHistory(stage, comparison);
      return;
    } catch (error) {
      if (!(error instanceof VendorError) || error.permanent) {
        throw error;
      }
      const wait = error.retryAfterMs ?? 5_000;
      await new Promise<void>((resolve) => {
        stage.clock.at(stage.clock.now() + wait, resolve);
      });
    }
  }
}

async function copy(stage: Stage, incident: Incident, channel: Info, asking: Asking): Promise<void> {
  const stream = streamOf(incident);
  const tell = progressFor(stage, asking.by.id, stream);
  const name = `INC-${incident.number}`;
  let told = 0;
  const comparison: Comparison = {
    stream,
    channel: channel.id,
    source: 'import',
    startedAt: stage.clock.now(),
    seen: new Set(),
    found: 0,
    missing: 0,
    threads: new Map(),
    onProgress(seen) {
      if (seen - told >= PROGRESS_EVERY) {
        told = seen;
        void tell(`Importing ${channelLink(channel.id)} as ${name}: ${seen} messages read so far…`);
      }
    },
  };
  await readAll(stage, comparison);
  await stage.engine.handle({
    type: 'draft-postmortem',
    incident: stream,
    wish: { because: 'asked' },
    asking: {
      ...asking,
      at: stage.clock.now(),
      source: { ...asking.source, key: `${asking.source.key}:draft` },
    },
  });
  await tell(
    `${channelLink(channel.id)} is imported as ${name}: ${comparison.found} entries. Its ${stage.policy.reviewWord} is being drafted and comes here; \`/${escaped(stage.policy.command)} ${name} timeline\` shows what is on record.`,
  );
}

/** Goes on by itself; what breaks it off, the next start takes up. */
function begin(stage: Stage, incident: Incident, channel: Info, asking: Asking): void {
  copy(stage, incident, channel, asking).catch((error: unknown) => {
    stage.log.error({ error, incident: incident.number }, 'An import broke off; the next start takes it up.');
  });
}

export function createImport(stage: Stage): ImportChannel {
  return async ({ channel, asking }) => {
    const found = await lookAt(stage, channel);
    begin(stage, await declareImport(stage, found, asking), found, asking);
  };
}

/** Imports looked through at the start. */
const LATEST_IMPORTS = 50;

/** Takes up imports that a killed process left: those without a draft. What is on record of them is not read twice. */
export async function resumeImports(stage: Stage): Promise<void> {
  const latest = await stage.engine.questions.list({ kind: ['imported'], limit: LATEST_IMPORTS }, PERFORMER);
  for (const incident of latest) {
    const { channel, draft, declaredBy } = incident;
    if (channel && !incident.channelLost && draft === undefined) {
      const source = { kind: 'import', key: `resumed:${incident.id}` } as const;
      begin(stage, incident, channel, { by: declaredBy, grants: [], at: stage.clock.now(), source });
    }
  }
}
