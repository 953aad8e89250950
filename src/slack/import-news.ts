// How an import goes and what came of it, told privately to whoever asked for it.
import type { Performer } from '../engine/performer.ts';
import { VendorError } from '../lib/vendor-error.ts';
import { channelLink, escaped, type Post, section } from './blocks.ts';
import { post, update } from './posting.ts';
import { directChannel, privately } from './private-words.ts';
import { eventOf, incidentOf, type Stage } from './stage.ts';

type Place = Awaited<ReturnType<typeof post>>;
type News = { person: string; text: string };

export type ImportNews = {
  /** Brings the one private message about this import up to date. Never throws, and is not waited for. */
  progress(stream: string, person: string, text: string): void;
  performer: Performer<'import.tell'>;
};

const postOf = (text: string): Post => ({ text, blocks: [section(text)] });

/** Progress is lost with the process; what came of it is an effect. */
export function createImportNews(stage: Stage): ImportNews {
  const places = new Map<string, Promise<Place | undefined>>();
  const tell = privately(stage);

  async function say(stream: string, person: string, text: string): Promise<Place | undefined> {
    const mark = { import: stream };
    try {
      const before = await places.get(stream);
      if (!before) {
        return await post(stage, { channel: await directChannel(stage, person) }, postOf(text), mark);
      }
      await update(stage, before, postOf(text), mark, 'refresh');
      return before;
    } catch (error) {
      stage.log.warn({ error }, 'The progress of an import could not be told.');
      return places.get(stream);
    }
  }

  return {
    progress(stream, person, text) {
      places.set(stream, say(stream, person, text));
    },
    async performer(effect) {
      const { person, text } = await newsOf(stage, effect.payload.event);
      const place = await places.get(effect.stream);
      places.delete(effect.stream);
      if (place && (await update(stage, place, postOf(text), { import: effect.stream }, 'now'))) {
        return;
      }
      await tell(effect, person, postOf(text));
    },
  };
}

/** An import that could not be is told from the audit, one that is done from its incident. */
async function newsOf(stage: Stage, event: string): Promise<News> {
  const asked = await stage.engine.questions.asked(event);
  if (asked) {
    const text = `The import you asked for could not be done. ${asked.refused ?? ''}`.trim();
    return { person: asked.by.id, text: escaped(text) };
  }
  const { stream, data } = await eventOf(stage, event, 'channel-imported');
  const { number, channel, declaredBy } = await incidentOf(stage, stream);
  if (!channel) {
    throw new VendorError(`INC-${number} has no channel.`, { permanent: true, code: 'no_channel' });
  }
  const { command, reviewWord } = stage.policy;
  const found = data.messages === 1 ? '1 message' : `${data.messages} messages`;
  const text = `${channelLink(channel.id)} is imported as INC-${number}: ${found}. Its ${reviewWord} is being drafted and comes here; \`/${escaped(command)} INC-${number} timeline\` shows what is on record.`;
  return { person: declaredBy.id, text };
}
