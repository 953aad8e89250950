// The review as a channel got it: the canvas people read, the document behind it, the files in its thread.
import type { Core } from '../core.ts';
import type { Emulator } from '../emulator/emulator.ts';
import type { SeenCanvas } from '../emulator/sight.ts';
import type { Incident } from '../incident/state.ts';
import type { ReviewDocument } from '../postmortem/document.ts';
import type { Posted, Posts } from './posts.ts';

export type Review = {
  /** Absent where the workspace refuses canvases. */
  canvas?: SeenCanvas;
  document: ReviewDocument;
  markdown: string;
  /** The full log. */
  log: string;
  message: Posted;
  /** What stands in the thread below the message. */
  replies: Posted[];
  /** Names of the files in the thread. */
  files: string[];
};

type Stage = { slack: Emulator; posts: Posts; core: Core; incident: Incident };

/** What was delivered last; its message and the replies below it are expected from now on. */
export async function readReview({ slack, posts, core, incident }: Stage): Promise<Review> {
  const { draft } = incident;
  const place = draft?.delivered?.message;
  const isMessage = ({ channel, ts }: Posted) => channel === place?.channel && ts === place.ts;
  posts.take(isMessage);
  const message = posts.all().find(isMessage);
  if (!draft?.delivered || !message) {
    throw new Error(`No review of INC-${incident.number} was delivered.`);
  }
  const event = await core.engine.questions.event(draft.event);
  if (event?.type !== 'postmortem-drafted') {
    throw new Error('The draft is not on record.');
  }
  const read = async (sha256: string) => new TextDecoder().decode(await core.files.read(sha256));
  const { files } = event.data;
  const below = (posted: Posted) => posted.channel === message.channel && posted.threadTs === message.ts;
  const replies: Posted[] = [];
  for (let reply = posts.take(below); reply; reply = posts.take(below)) {
    replies.push(reply);
  }
  const canvas = slack.see.canvases(message.channel).find(({ id }) => id === draft.delivered?.canvas);
  return {
    ...(canvas ? { canvas } : {}),
    document: JSON.parse(await read(files.json)) as ReviewDocument,
    markdown: await read(files.markdown),
    log: await read(files.log),
    message,
    replies,
    files: posts
      .all()
      .filter(below)
      .flatMap((reply) => reply.files)
      .map((id) => slack.see.files().find((file) => file.id === id)?.name ?? id),
  };
}
