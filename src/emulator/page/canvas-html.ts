// The HTML of a canvas as Slack exports it, made readable: names for ids, characters for emoji, links that can be followed.
import type { Overview } from '../client-api/shapes.ts';

export function drawnCanvas(
  html: string,
  overview: Overview | undefined,
  emoji: Record<string, string>,
): string {
  const { body } = new DOMParser().parseFromString(html, 'text/html');
  for (const control of body.querySelectorAll('control')) {
    const shown = wordOf(control, overview, emoji);
    if (shown) {
      control.replaceWith(shown);
    }
  }
  for (const list of body.querySelectorAll('[data-section-style="6"] > ul')) {
    list.classList.add('numbered');
  }
  for (const list of body.querySelectorAll('[data-section-style="7"] > ul')) {
    list.classList.add('checklist');
  }
  return body.innerHTML;
}

/** Emoji come as a picture without a source and their name, mentions as a link without an address. */
function wordOf(
  control: Element,
  overview: Overview | undefined,
  emoji: Record<string, string>,
): Node | undefined {
  const name = control.querySelector('img')?.getAttribute('alt');
  if (name) {
    return document.createTextNode(emoji[name] ?? `:${name}:`);
  }
  const [sign, id] = [control.textContent?.[0], control.textContent?.slice(1)];
  if (sign === '@') {
    const user = overview?.users.find((each) => each.id === id);
    return user && mention(`@${user.realName}`);
  }
  const channel = sign === '#' ? overview?.channels.find((each) => each.id === id) : undefined;
  return channel && mention(`#${channel.name}`, `/archives/${channel.id}`);
}

function mention(words: string, href?: string): Node {
  const element = document.createElement(href ? 'a' : 'span');
  element.className = 'mention';
  element.textContent = words;
  if (href) {
    element.setAttribute('href', href);
  }
  return element;
}
