// What few reviews need, loaded by those that do: a thread that composes one begins a twentieth sooner without (measured).
import type { ReviewOptions } from './material.ts';
import type { narrated } from './narration/narrated.ts';
import type { layOut } from './templates/lay-out.ts';

export type ReviewParts = { layOut?: typeof layOut; narrated?: typeof narrated };

/** The parts that a review with these options needs. */
export async function partsFor({ narration, template }: ReviewOptions): Promise<ReviewParts> {
  return {
    ...(template === undefined ? {} : { layOut: (await import('./templates/lay-out.ts')).layOut }),
    ...(narration === undefined ? {} : { narrated: (await import('./narration/narrated.ts')).narrated }),
  };
}
