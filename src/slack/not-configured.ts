// What is added where a service or team is named that the configuration does not know: it is taken, and brings in nobody.
import { escaped } from './blocks.ts';

/** Undefined where the word is known, or where nothing is configured that it could have been. */
export function notConfigured(
  word: string,
  known: object | undefined,
  configured: readonly { id: string }[],
): string | undefined {
  if (known || configured.length === 0) {
    return undefined;
  }
  const ids = configured.map(({ id }) => escaped(id)).join(', ');
  return `${escaped(word)} is not in the configuration, so nobody was brought in for it. Configured: ${ids}.`;
}
