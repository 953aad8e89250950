// Whether cited sources name the roles and services that a sentence names. A known name is never a word like any other.
import { escaped } from './escaped.ts';
import type { Lost } from './figures-held.ts';
import type { Source } from './source.ts';
import { stemmed } from './stems.ts';

const FORWARD_EDGE = '(?<![\\p{L}\\p{N}])';
const BACKWARD_EDGE = '(?![\\p{L}\\p{N}])';

function squeezed(text: string): string {
  return text.toLowerCase().replace(/\s+/g, ' ').trim();
}

/** Longest first, so that `Operations Lead` is not read as `Lead`. */
export function rolePatternOf(roles: readonly string[]): RegExp | undefined {
  const words = roles.filter((role) => role !== '').sort((a, b) => b.length - a.length);
  return words.length === 0
    ? undefined
    : new RegExp(`${FORWARD_EDGE}(?:${words.map(escaped).join('|')})${BACKWARD_EDGE}`, 'giu');
}

/** A role that no source names, and that none of their authors held. */
export function roleLost(
  text: string,
  sources: readonly Source[],
  pattern: RegExp | undefined,
): Lost | undefined {
  const roles = pattern === undefined ? [] : (text.match(pattern) ?? []);
  const lost = roles
    .map(squeezed)
    .find(
      (role) =>
        !sources.some(
          ({ raw, entry }) =>
            squeezed(raw).includes(role) || entry?.roles?.some((held) => squeezed(held) === role),
        ),
    );
  return lost === undefined ? undefined : { reason: 'role', missing: lost };
}

/** A service by its name, however its parts are joined: `checkout-api`, `Checkout API`. */
export type NamedService = { name: string; pattern: RegExp; stem?: string };

export function servicesNamed(services: readonly string[]): NamedService[] {
  return [...new Set(services.map(squeezed))]
    .filter((name) => name.length > 1)
    .map((name) => {
      const parts = name.split(/[\s_-]+/).filter((part) => part !== '');
      const joined = parts.map(escaped).join('[\\s_-]?');
      const plain = parts.length === 1 && /^\p{L}+$/u.test(name);
      return {
        name,
        pattern: new RegExp(`${FORWARD_EDGE}${joined}${BACKWARD_EDGE}`, 'iu'),
        // `search` is carried by `searches`, but by no word that only means the same.
        ...(plain ? { stem: stemmed(name).bare } : {}),
      };
    });
}

function holds({ raw }: Source, { pattern, stem }: NamedService): boolean {
  if (pattern.test(raw)) {
    return true;
  }
  const words = stem === undefined ? [] : (raw.toLowerCase().match(/\p{L}+/gu) ?? []);
  return words.some((word) => stemmed(word).bare === stem);
}

/** A service that no source names: of several parts as one name, of one word as that word. */
export function serviceLost(
  text: string,
  sources: readonly Source[],
  services: readonly NamedService[],
): Lost | undefined {
  const lost = services.find(
    (service) => service.pattern.test(text) && !sources.some((source) => holds(source, service)),
  );
  return lost === undefined ? undefined : { reason: 'service', missing: lost.name };
}
