// Readers of Web API arguments: each takes the string of a form or the value of a JSON body.
import { z } from 'zod';

/** Text. A number in JSON counts as text, as with Slack. */
export function text() {
  return z.union([z.string(), z.number().transform(String)]);
}

/** true, "true", 1, "1"; everything else of that kind is false. */
export function bool() {
  return z.union([
    z.boolean(),
    z.number().transform((value) => value === 1),
    z.string().transform((value) => value === 'true' || value === '1'),
  ]);
}

export function int() {
  return z.union([
    z.number().int(),
    z
      .string()
      .regex(/^-?\d+$/, 'must be an integer')
      .transform(Number),
  ]);
}

/** A list: comma-separated in a form, an array or a comma-separated text in JSON. */
export function list() {
  return z.union([
    z.array(z.string()),
    z.string().transform((value) =>
      value
        .split(',')
        .map((part) => part.trim())
        .filter((part) => part !== ''),
    ),
  ]);
}

/** JSON as a text, or already parsed. What it must be is for the method to say, since each has its own error for it. */
export function json() {
  return z.unknown().transform((value) => {
    if (typeof value !== 'string') {
      return value;
    }
    try {
      return JSON.parse(value) as unknown;
    } catch {
      return NOT_JSON;
    }
  });
}

/** What `json()` gives for a text that is not JSON. */
export const NOT_JSON: unique symbol = Symbol('not JSON');
