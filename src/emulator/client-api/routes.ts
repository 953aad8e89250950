// The addresses the page talks to: what there is to begin with, channels, acts, files, the panel, and the live line.
import type { Express, Request, Response } from 'express';
import { z } from 'zod';
import type { Emulator } from '../emulator.ts';
import { findUser } from '../install.ts';
import type { Panel, Story } from '../page-panel.ts';
import { acts } from './acts.ts';
import { channelContent } from './channel-content.ts';
import { sendFile } from './files.ts';
import { openLive } from './live.ts';
import { castOf, maySeeChannel } from './overview.ts';
import type { ActAnswer, Boot, ShownPanel } from './shapes.ts';

export type ClientParts = {
  emulator: Emulator;
  panel?: Panel;
  emoji: Record<string, string>;
};

export function addClientRoutes(app: Express, parts: ClientParts): void {
  const { emulator, panel, emoji } = parts;
  const { workspace } = emulator;
  app.get('/client/boot', (_request, response) => {
    const boot: Boot = {
      cast: castOf(workspace),
      emoji,
      ...(panel ? { panel: shownPanel(panel) } : {}),
    };
    response.json(boot);
  });
  app.get('/client/live', (request, response) => openLive(emulator, panel?.story, request, response));
  app.get('/client/channels/:id', (request, response) => sendChannel(emulator, request, response));
  app.get('/client/files/:id', (request, response) => sendFile(workspace, request, response));
  app.post('/client/acts/:name', (request, response) =>
    answer(request, response, async (body) => {
      const { as, args } = z.object({ as: z.string(), args: z.unknown() }).parse(body);
      const { name } = request.params;
      const act = acts[name];
      if (!act) {
        throw new Error(`There is no act called ${name}.`);
      }
      return act(emulator.as(as), args ?? {});
    }),
  );
  app.post('/client/story/:verb', (request, response) =>
    answer(request, response, () => tellStory(panel?.story, String(request.params.verb))),
  );
  app.post('/client/actions/:id', (request, response) =>
    answer(request, response, () => panel?.actions.find(({ id }) => id === request.params.id)?.run()),
  );
}

function shownPanel({ title, intro, story, actions, tries }: Panel): ShownPanel {
  return {
    title,
    ...(intro ? { intro } : {}),
    hasStory: story !== undefined,
    actions: actions.map(({ id, label, hint }) => ({ id, label, ...(hint ? { hint } : {}) })),
    tries,
  };
}

function tellStory(story: Story | undefined, verb: string): void | Promise<void> {
  switch (verb) {
    case 'play':
      return story?.play();
    case 'pause':
      return story?.pause();
    case 'replay':
      return story?.replay();
  }
}

function sendChannel({ workspace }: Emulator, request: Request, response: Response): void {
  const user = findUser(workspace, String(request.query.as));
  const channel = workspace.world.channels.get(String(request.params.id));
  if (!channel || !maySeeChannel(channel, user)) {
    response.status(404).json({ words: 'That channel could not be found.' });
    return;
  }
  const from = typeof request.query.from === 'string' ? request.query.from : undefined;
  response.json(channelContent(workspace, user, channel, from));
}

/** JSON only: a form of another site could not send it unasked. */
async function answer(request: Request, response: Response, run: (body: unknown) => unknown): Promise<void> {
  if (request.get('content-type') !== 'application/json') {
    response.status(415).end();
    return;
  }
  response.json(await outcome(request, run));
}

async function outcome(request: Request, run: (body: unknown) => unknown): Promise<ActAnswer> {
  try {
    return { ok: true, result: await run(JSON.parse(String(request.body) || '{}')) };
  } catch (error) {
    return { ok: false, words: error instanceof Error ? error.message : String(error) };
  }
}
