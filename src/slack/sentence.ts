// Our own sentences on their way to Slack: placeholders such as `<why>` and typed words stay letters, code spans stay code.
import type { Policy } from '../policy/policy.ts';
import { isGroup, slackId } from './ids.ts';

/** Slack's three control characters as entities (its docs, "Formatting message text"). */
export function sentence(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/**
 * The same, with the people and groups that `rights` name shown as Slack shows them. Only ids that the configuration holds are
 * taken for ids: typed words stay letters.
 */
export function sentenceNaming(text: string, { rights }: Pick<Policy, 'rights'>): string {
  const ids = new Set(Object.values(rights).flat().map(slackId));
  const named = [...ids].filter((id) => /^[UWS][A-Z0-9]{5,}$/.test(id));
  return named.reduce(
    (words, id) =>
      words.replace(new RegExp(`\\b${id}\\b`, 'g'), isGroup(id) ? `<!subteam^${id}>` : `<@${id}>`),
    sentence(text),
  );
}
