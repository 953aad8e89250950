// Who somebody is, at a glance: their picture, or initials on a colour of their own.
import type { ShownUser } from '../client-api/shapes.ts';
import { nameOf, usePage } from './use-client.ts';

const COLOURS = ['#2f6f8f', '#8f4a2f', '#5b6b2a', '#7a3f7d', '#2f7d5f', '#a0522d', '#3f5fa8', '#8a2f55'];

/** Neighbours in the list of people differ; names that are nobody's get the colour of their first letter. */
function useColour(user: ShownUser | undefined, name: string): string {
  const at = usePage((state) => state.overview?.users.findIndex(({ id }) => id === user?.id) ?? -1);
  return COLOURS[(at < 0 ? (name.codePointAt(0) ?? 0) : at) % COLOURS.length] ?? '';
}

const initials = (name: string) =>
  name
    .split(/\s+/)
    .slice(0, 2)
    .map((word) => [...word][0] ?? '')
    .join('')
    .toUpperCase();

export function Avatar({
  user,
  name,
  picture,
  size,
}: {
  user?: ShownUser;
  name?: string;
  picture?: string;
  size?: 'small';
}) {
  const shown = name ?? nameOf(user);
  const look = `avatar${size ? ` ${size}` : ''}${user?.appId ? ' app' : ''}`;
  const colour = useColour(user, shown);
  const source = picture ?? user?.avatar;
  return source ? (
    <img className={look} src={source} alt="" />
  ) : (
    <span className={look} style={{ background: colour }} aria-hidden>
      {initials(shown)}
    </span>
  );
}
