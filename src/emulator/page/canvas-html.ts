// The HTML of a canvas as Slack exports it, made readable: names for ids, characters for emoji, links that can be followed.
import type { Overview } from '../client-api/shapes.ts';

export function drawnCanvas(
  html: string,
  overview: Overview | undefined,
  emoji: Record<string, string>,
  me: string,
): string {
  const { body } = new DOMParser().parseFromString(html, 'text/html');
  for (const control of body.querySelectorAll('control')) {
    const shown = wordOf(control, overview, emoji);
    if (shown) {
      control.replaceWith(shown);
    }
  }
  for (const file of body.querySelectorAll('p.embedded-file')) {
    const shown = cardOf(file, me);
    if (shown) {
      file.replaceWith(shown);
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

/** A file is exported by its id and address; people see it: a picture as such, anything else by its name. */
function cardOf(file: Element, me: string): Node | undefined {
  const [, id, address = ''] = /File ID: (F\w+) File URL: (\S+)/.exec(file.textContent ?? '') ?? [];
  if (!id) {
    return undefined;
  }
  const name = decodeURIComponent(address.split('/').at(-1) ?? id);
  const link = document.createElement('a');
  link.href = `/client/files/${id}?as=${me}`;
  link.target = '_blank';
  link.rel = 'noreferrer';
  if (/\.(?:png|jpe?g|gif|webp)$/i.test(name)) {
    const picture = document.createElement('img');
    picture.className = 'picture';
    picture.src = link.href;
    picture.alt = name;
    link.append(picture);
  } else {
    link.textContent = name;
  }
  const card = document.createElement('figure');
  card.className = 'file';
  card.append(link);
  return card;
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
