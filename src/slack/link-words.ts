// A link that somebody attached, as people read it: its own words or its address.
import { MASK } from '../evidence/mask.ts';
import { escaped, link, shorten } from './blocks.ts';

const LONGEST_NAME = 80;

/** `grafana.example.com/d/checkout`: what stands behind it says little to people. */
const nameOf = (url: string) =>
  url
    .replace(/^https?:\/\/(?:[^/?#]*@)?/i, '')
    .replace(/[?#].*$/, '')
    .replace(/\/$/, '');

/** Its secret was taken out before it was kept. */
const isMasked = (url: string) => url.includes(MASK) || url.includes(encodeURIComponent(MASK));

/** mrkdwn. Without its secret an address leads nowhere, so that it is no link then. */
export function linkWords({ url, title }: { url: string; title?: string }): string {
  const words = shorten(title ?? nameOf(url), LONGEST_NAME);
  return isMasked(url)
    ? `${escaped(words)} (no link: the address held what looks like a secret, which is not kept)`
    : link(url, words);
}
