// Links that people attach: dashboards, changes, tickets, documents. State holds the facts that added them; their words stand there.
import { type Decide, decided, one, together } from './decision.ts';
import type { Recorded } from './events.ts';
import { Refusal } from './refusal.ts';
import type { Incident } from './state.ts';
import { oneLine } from './texts.ts';

/** More would not be looked through. */
const MOST = 20;
const LONGEST = { url: 2_000, title: 120 } as const;

/** What is linked now, oldest first. */
export const linkedNow = ({ linked = [] }: Pick<Incident, 'linked'>): readonly string[] => linked;

/** As browsers write it, so that the same address is known again. Refused where it leads to no page. */
function addressOf(typed: string, command: string): string {
  const url = URL.canParse(typed) ? new URL(typed) : undefined;
  if (!url || !['http:', 'https:'].includes(url.protocol)) {
    throw new Refusal(
      `A link begins with https:// or http://: \`/${command} link https://… [what it is]\`.`,
      'url',
    );
  }
  if (url.href.length > LONGEST.url) {
    throw new Refusal(
      `This address is ${url.href.length} characters long; at most ${LONGEST.url} fit. Most tools have a short link under *Share*.`,
      'url',
    );
  }
  return url.href;
}

function titleOf(typed: string): string {
  const letters = [...oneLine(typed)];
  if (letters.length > LONGEST.title) {
    throw new Refusal(
      `What it is takes ${letters.length} characters; at most ${LONGEST.title} fit. Put the rest into a note.`,
      'title',
    );
  }
  return letters.join('');
}

/** The same address again gets its other words, in its place. */
export const addLink: Decide<'add-link'> = ({ wish }, { state, lookups, policy }) => {
  const url = addressOf(wish.url, policy.command);
  const title = titleOf(wish.title ?? '');
  const same = linkedNow(state).find((id) => {
    const before = lookups.events.get(id) as Recorded<'link-added'> | undefined;
    return before?.content?.url === url;
  });
  const before = same && (lookups.events.get(same) as Recorded<'link-added'>);
  if (before && (title === '' || title === before.content?.title)) {
    throw new Refusal('This address is linked already. To give it other words, type them behind it.', 'url');
  }
  if (!same && linkedNow(state).length >= MOST) {
    throw new Refusal(
      `INC-${state.number} has ${MOST} links, and more would not be looked through. Take one off first: \`/${policy.command} unlink\`.`,
    );
  }
  const words = { url, ...(title ? { title } : {}) };
  const search = `${title} ${url}`.trim();
  const instead = before ? { instead: [...(before.data.instead ?? []), same!] } : {};
  const made = one(lookups, 'link-added', instead, words, { search });
  return same ? together([forgotten(same), made]) : made;
};

/** Nobody finds it any more. */
const forgotten = (id: string) => decided([], { search: [{ op: 'remove', id }] });

export const removeLink: Decide<'remove-link'> = ({ wish: { link } }, { state, lookups }) => {
  if (!linkedNow(state).includes(link)) {
    throw new Refusal('This link is not there any more: somebody was quicker.');
  }
  return together([one(lookups, 'link-removed', { link }, null), forgotten(link)]);
};

export function linkAdded(state: Incident, { id, data }: Recorded<'link-added'>): Incident {
  const before = linkedNow(state);
  const instead = data.instead?.at(-1) ?? '';
  const linked = before.includes(instead)
    ? before.map((one) => (one === instead ? id : one))
    : [...before, id];
  return { ...state, linked };
}

export const withoutLinks = (state: Incident, gone: readonly string[]): Incident => ({
  ...state,
  ...(state.linked ? { linked: state.linked.filter((id) => !gone.includes(id)) } : {}),
});
