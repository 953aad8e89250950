// The live line from the workspace to a page: server-sent events with everything that changed for one person.
import type { Request, Response } from 'express';
import type { Emulator } from '../emulator.ts';
import { findUser } from '../install.ts';
import type { Story } from '../page-panel.ts';
import type { Change } from '../workspace.ts';
import { detailsOf, homesOf, modalsOf } from './details.ts';
import { shownMessage } from './messages.ts';
import { maySeeChannel, overviewFor } from './overview.ts';
import type { LiveBatch, ShownMessage } from './shapes.ts';

/** How often the page hears the time although nothing has changed. */
const TICK_MS = 20_000;

/** Changes that come close together travel as one. */
const GATHER_MS = 15;

type Gathered = { changes: Change[]; story: boolean };

/** Sends the whole picture first, then what changes, until the page goes away. */
export function openLive(
  emulator: Emulator,
  story: Story | undefined,
  request: Request,
  response: Response,
): void {
  const batchFor = batches(emulator, String(request.query.as), story);
  let gathered: Gathered = { changes: [], story: false };
  let timer: NodeJS.Timeout | undefined;
  const send = (batch: LiveBatch) => response.write(`data: ${JSON.stringify(batch)}\n\n`);
  const flush = () => {
    timer = undefined;
    const batch = batchFor(gathered);
    gathered = { changes: [], story: false };
    if (Object.keys(batch).length > 1) {
      send(batch);
    }
  };
  const later = () => {
    timer ??= setTimeout(flush, GATHER_MS);
  };
  const stops = [
    emulator.onChange((change) => {
      gathered.changes.push(change);
      later();
    }),
    story?.onChange(() => {
      gathered.story = true;
      later();
    }),
  ];
  response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
  send(batchFor({ changes: [{ kind: 'people' }, { kind: 'view' }], story: true }));
  const ticking = setInterval(() => send({ now: emulator.clock.now() }), TICK_MS);
  response.on('close', () => {
    clearTimeout(timer);
    clearInterval(ticking);
    for (const stop of stops) {
      stop?.();
    }
  });
}

/** Tells what is new for this person; what was sent before and is still the same is left out. */
function batches(
  emulator: Emulator,
  who: string,
  story: Story | undefined,
): (gathered: Gathered) => LiveBatch {
  const { workspace } = emulator;
  const user = findUser(workspace, who);
  const isFresh = memory();
  return ({ changes, story: storyMoved }) => {
    const kinds = new Set(changes.map((change) => change.kind));
    const overview = ['people', 'channel', 'app', 'canvas'].some((kind) => kinds.has(kind as Change['kind']))
      ? overviewFor(workspace, user)
      : undefined;
    const messages = messagesIn(emulator, who, changes);
    const details = [...new Set(changes.map((change) => change.channel ?? ''))]
      .flatMap((id) => workspace.world.channels.get(id) ?? [])
      .filter((channel) => maySeeChannel(channel, user))
      .map((channel) => detailsOf(workspace, user, channel))
      .filter((each) => isFresh(each.channel, each));
    return {
      now: workspace.clock.now(),
      ...(overview && isFresh('overview', overview) ? { overview } : {}),
      ...(messages.length > 0 ? { messages } : {}),
      ...(details.length > 0 ? { details } : {}),
      ...(kinds.has('view') ? { modals: modalsOf(workspace, user), homes: homesOf(workspace, user) } : {}),
      ...(storyMoved && story ? { story: story.state() } : {}),
    };
  };
}

/** Whether this is not what was last sent under the key. */
function memory(): (key: string, value: unknown) => boolean {
  const sent = new Map<string, string>();
  return (key, value) => {
    const json = JSON.stringify(value);
    const isNew = sent.get(key) !== json;
    sent.set(key, json);
    return isNew;
  };
}

/** The messages that changed, and the parents whose threads they changed. */
function messagesIn({ workspace }: Emulator, who: string, changes: Change[]): ShownMessage[] {
  const user = findUser(workspace, who);
  const found = new Map<string, ShownMessage>();
  for (const change of changes.filter(({ kind }) => kind === 'message')) {
    const channel = workspace.world.channels.get(change.channel ?? '');
    const message = channel?.messages.get(change.ts ?? '');
    if (!channel || !message || !maySeeChannel(channel, user)) {
      continue;
    }
    const parent = message.threadTs ? channel.messages.get(message.threadTs) : undefined;
    for (const each of parent ? [message, parent] : [message]) {
      found.set(`${channel.id}/${each.ts}`, shownMessage(workspace, user, channel, each));
    }
  }
  return [...found.values()];
}
