// Performs `graph.post`: the picture goes into the card's thread, or into the channel where somebody asked for it.
import { z } from 'zod';
import type { Performer } from '../engine/performer.ts';
import type { Recorded } from '../incident/events.ts';
import type { Incident } from '../incident/state.ts';
import { VendorError } from '../lib/vendor-error.ts';
import { escaped, shorten } from './blocks.ts';
import { threadOf } from './messages.ts';
import { type Attempt, eventOf, ownAsking, type Stage } from './stage.ts';
import { uploadOnce } from './upload.ts';
import { withCard } from './with-card.ts';

type Kept = Recorded<'graph-kept'>;

/** Slack's docs, files.getUploadURLExternal: 1,000 characters. */
const LONGEST_ALT = 500;

const shown = z.object({ file: z.object({ permalink: z.string().optional() }) });

/** What stands beside the picture: what it is, for whom cannot see it too, and how to be rid of it. */
export function graphWords({ data, content }: Pick<Kept, 'data' | 'content'>, command: string): string {
  const title = escaped(content?.title ?? '[redacted]');
  const left = data.left > 0 ? ` ${data.left} more series are not shown.` : '';
  switch (data.moment) {
    case 'asked':
      return `${title}, from ${escaped(data.source)}.${left}`;
    case 'resolved':
      return `${title} until the resolve, from ${escaped(data.source)}.${left} It goes into the review.`;
    default:
      return `${title}, from ${escaped(data.source)}.${left} Attached by the step “attach the graph”; STEPS_OFF switches it off. \`/${escaped(command)} graph\` shows it again.`;
  }
}

/** For whom cannot see it; plain words. */
export function inWords({ data, content }: Pick<Kept, 'data' | 'content'>): string {
  const figures = data.series.flatMap(({ points }) => points.flatMap(([, value]) => value ?? []));
  const unit = data.unit ? ` ${data.unit}` : '';
  const facts = [
    ...(figures.length > 0 ? [`highest ${Number(Math.max(...figures).toPrecision(3))}${unit}`] : []),
    ...(data.threshold === undefined ? [] : [`threshold ${data.threshold}${unit}`]),
    ...(data.marks.length > 0 ? [`marked: ${data.marks.map(({ word }) => word).join(', ')}`] : []),
  ];
  return shorten(`Line graph of ${content?.title ?? 'a metric'}: ${facts.join('; ')}.`, LONGEST_ALT);
}

async function put(stage: Stage, effect: Attempt, incident: Incident, event: Kept): Promise<string> {
  const { picture } = event.data;
  const bytes = picture?.sha256 ? await stage.files.read(picture.sha256) : undefined;
  if (!picture || !bytes) {
    throw new VendorError(
      `The picture is missing from the file store. Type /${stage.policy.command} graph to have it drawn anew.`,
      {
        permanent: true,
        code: 'no_file',
      },
    );
  }
  const title = event.content?.title ?? 'Graph';
  const file = {
    name: picture.name,
    title,
    bytes,
    alt: inWords(event),
    comment: graphWords(event, stage.policy.command),
  };
  const channel = incident.channel?.id ?? '';
  const thread = event.data.moment === 'asked' ? {} : threadOf(incident);
  return uploadOnce(stage, effect.attempt, { channel, ...thread }, file);
}

/** Where it can be linked; a review does without where Slack does not say. */
async function permalinkOf(stage: Stage, file: string): Promise<{ permalink?: string }> {
  try {
    const { permalink } = (await stage.slack.call('files.info', { file }, shown)).file;
    return permalink ? { permalink } : {};
  } catch (error) {
    if (error instanceof VendorError && error.permanent) {
      return {};
    }
    throw error;
  }
}

export function graphPerformer(stage: Stage): Performer<'graph.post'> {
  return async (effect) => {
    const incident = await withCard(stage, effect.stream);
    const graph = incident.graphs?.find(({ event }) => event === effect.payload.graph);
    if (!incident.channel || incident.channelLost || incident.kind === 'imported' || graph?.file) {
      return;
    }
    const event = await eventOf(stage, effect.payload.graph, 'graph-kept');
    if (event.erased) {
      return;
    }
    const file = await put(stage, effect, incident, event);
    const link = await permalinkOf(stage, file);
    await stage.engine.handle({
      type: 'record-graph-post',
      incident: effect.stream,
      wish: { graph: event.id, file, ...link },
      asking: ownAsking(stage, effect, 'posted'),
    });
  };
}
