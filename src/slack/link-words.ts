// A link that somebody attached, as people read it: its own words or its address, and never what looks like a secret.
import { maskSecrets } from '../evidence/mask.ts';
import { escaped, link, shorten } from './blocks.ts';

const LONGEST_NAME = 80;

/** `grafana.example.com/d/checkout`: what stands behind it says little to people. */
const nameOf = (url: string) =>
  url
    .replace(/^https?:\/\//i, '')
    .replace(/[?#].*$/, '')
    .replace(/\/$/, '');

export const holdsSecret = (url: string): boolean => maskSecrets(url) !== url;

/** mrkdwn. Without its secret an address leads nowhere, so that it is no link then. */
export function linkWords({ url, title }: { url: string; title?: string }): string {
  const words = shorten(maskSecrets(title ?? nameOf(maskSecrets(url))), LONGEST_NAME);
  return holdsSecret(url)
    ? `${escaped(words)} (address not shown: it holds what looks like a secret)`
    : link(url, words);
}
