// What a button carries besides its name: which incident it is about, and what its deed needs.
import { z } from 'zod';
import type { Incident } from '../incident/state.ts';
import { streamOf } from './ids.ts';

const packed = z.object({ incident: z.string().optional() }).catchall(z.string());

/** The value of a button about this incident; `more` are its deed's own words. At most 2,000 characters (Slack's docs). */
export function pack(incident: Pick<Incident, 'id'>, more: Readonly<Record<string, string>> = {}): string {
  return JSON.stringify({ incident: streamOf(incident), ...more });
}

/** What a button carries; empty for values that are no record of ours. A plain stream's name is understood too. */
export function unpack(value: string): Readonly<Record<string, string>> & { incident?: string } {
  if (value.startsWith('incident/')) {
    return { incident: value };
  }
  try {
    return packed.catch({}).parse(JSON.parse(value)) as Record<string, string>;
  } catch {
    return {};
  }
}
