// The condition of a rule or a mute: matchers over an alert's values and labels, and an expression.
import { z } from 'zod';

const ONE_OR_SEVERAL = 'write a word or a list of words; * stands for any letters';

/** A label's value may be written as a number or a truth value: `code: 500`. */
const word = z.union([z.string().min(1), z.number(), z.boolean()], ONE_OR_SEVERAL);

/** One word or several, any of which may be it; `*` stands for any letters. */
const words = z
  .union([word, z.array(word).min(1)], ONE_OR_SEVERAL)
  .transform((given) => [given].flat().map(String))
  .describe('A word or a list of words, any of which may be it. * stands for any letters.');

export const When = z.strictObject({
  vendor: words.optional(),
  severity: words.optional(),
  service: words.optional(),
  team: words.optional(),
  labels: z.record(z.string(), words).default({}),
  expression: z.string().min(1).describe('CEL over `signal`: signal.labels.env == "prod".').optional(),
});
export type When = z.output<typeof When>;

type Matched = {
  vendor: string;
  severity?: string;
  service?: string;
  team?: string;
  labels: Readonly<Record<string, string>>;
};

/** Letters of a word compared with a pattern: longer values are cut, so that a match costs little. */
const COMPARED = 1_000;

/** Whether the value is one of these words, in whatever case. A value that is absent is none of them. */
function isOneOf(value: string | undefined, patterns: readonly string[]): boolean {
  return value !== undefined && patterns.some((pattern) => isLike(value.trim(), pattern.trim()));
}

/** `checkout-*` is like `checkout-api`. Takes time in proportion to value and pattern. */
function isLike(given: string, pattern: string): boolean {
  const value = given.slice(0, COMPARED).toLowerCase();
  const [first = '', ...others] = pattern.toLowerCase().split('*');
  const last = others.pop();
  if (last === undefined) {
    return value === first;
  }
  if (!value.startsWith(first) || !value.endsWith(last) || value.length < first.length + last.length) {
    return false;
  }
  let from = first.length;
  for (const part of others) {
    const at = value.indexOf(part, from);
    if (at < 0) {
      return false;
    }
    from = at + part.length;
  }
  return from <= value.length - last.length;
}

/** Everything but the expression. */
export function matchersHold(when: When, signal: Matched): boolean {
  const asked = (value: string | undefined, patterns: readonly string[] | undefined) =>
    patterns === undefined || isOneOf(value, patterns);
  return (
    asked(signal.vendor, when.vendor) &&
    asked(signal.severity, when.severity) &&
    asked(signal.service, when.service) &&
    asked(signal.team, when.team) &&
    Object.entries(when.labels).every(([name, patterns]) =>
      isOneOf(Object.hasOwn(signal.labels, name) ? signal.labels[name] : undefined, patterns),
    )
  );
}
