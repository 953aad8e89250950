// Redacting what was typed outside any incident: by whoever typed it, and by operators.
import { Refusal } from '../incident/refusal.ts';
import { may } from '../policy/rights.ts';
import type { StoredEvent } from '../timeline/port.ts';
import { askedIn } from './audit.ts';
import type { Asked, Engine, Viewer } from './engine-port.ts';
import type { Readable } from './find.ts';
import type { WritePath } from './handle.ts';
import { newEvent, record } from './recording.ts';
import { AUDIT } from './stream-names.ts';

/** Lines looked through, newest first. */
const LOOKED_THROUGH = 500;

const isOwn = (asked: Asked, viewer: Viewer) => viewer.kind === 'operator' || asked.by.id === viewer.id;

/** The newest lines first. */
export async function askedBy(timeline: Readable, viewer: Viewer, limit: number): Promise<Asked[]> {
  const version = (await timeline.readState(AUDIT))?.version ?? 0;
  const after = Math.max(0, version - LOOKED_THROUGH);
  const stored = await timeline.readStream(AUDIT, { after, limit: LOOKED_THROUGH });
  return stored
    .flatMap((event) => askedIn(event) ?? [])
    .filter((asked) => asked.line !== undefined && isOwn(asked, viewer))
    .slice(-limit)
    .reverse();
}

/** See `Engine.forget`. */
export async function forget(path: WritePath, wish: Parameters<Engine['forget']>[0]): Promise<void> {
  const { asking, reason } = wish;
  if (!may(path.policy(), asking.grants, 'redact')) {
    throw new Refusal(
      'Guests and people of other workspaces may not redact. Ask a member of this workspace to do it.',
    );
  }
  await path.streams.change(AUDIT, async (view) => {
    const erased = await sameAsking(path, wish);
    const about = { stream: AUDIT, asking, now: path.now(), newId: path.newId };
    const words = reason ? { reason } : {};
    const data = { events: erased, files: [] };
    const { events } = record([{ type: 'entry-redacted', data, content: words }], view, about);
    return {
      add: { state: view.state, events: events.map(newEvent), erase: erased },
      answer: () => undefined,
    };
  });
}

/** The line, and what was answered to the same asking. */
async function sameAsking(
  { timeline }: Pick<WritePath, 'timeline'>,
  { event: id, asking }: Parameters<Engine['forget']>[0],
): Promise<string[]> {
  const [stored] = await timeline.readEvents([id]);
  const asked = askedIn(stored);
  const viewer: Viewer = asking.grants.includes('operator')
    ? { kind: 'operator' }
    : { kind: 'person', id: asking.by.id };
  if (!stored || !asked || !isOwn(asked, viewer)) {
    throw new Refusal('There is no such line of yours, so there is nothing to redact.', 'line');
  }
  if (asked.line === undefined) {
    throw new Refusal('This line is redacted already.', 'line');
  }
  const near = await timeline.readStream(AUDIT, {
    after: Math.max(0, stored.version - NEAR),
    limit: 2 * NEAR,
  });
  const same = ({ source, content }: StoredEvent) => content !== null && source.key === stored.source.key;
  return near.filter(same).map((event) => event.id);
}

/** What belongs to one asking is written shortly after it. */
const NEAR = 200;
