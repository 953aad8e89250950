// Who somebody is, at a glance: their picture, or initials on a colour of their own.
import type { ShownUser } from '../client-api/shapes.ts';
import { nameOf } from './use-client.ts';

const COLOURS = ['#2f6f8f', '#8f4a2f', '#5b6b2a', '#7a3f7d', '#2f7d5f', '#a0522d', '#3f5fa8', '#8a2f55'];

/** The same name, the same colour. */
function colourOf(name: string): string {
  let sum = 2_166_136_261;
  for (const character of name) {
    sum = Math.imul(sum ^ (character.codePointAt(0) ?? 0), 16_777_619) >>> 0;
  }
  return COLOURS[(sum >>> 8) % COLOURS.length] ?? '';
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
  const source = picture ?? user?.avatar;
  return source ? (
    <img className={look} src={source} alt="" />
  ) : (
    <span className={look} style={{ background: colourOf(shown) }} aria-hidden>
      {initials(shown)}
    </span>
  );
}
