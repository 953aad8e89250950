// Who acts: people, and we ourselves.
import type { Asking } from './commands.ts';
import type { Actor, Instant, Source } from './values.ts';

/** Somebody did it, in the chat or at the command line; no monitor, bot, pipeline or step of ours. */
export const isHuman = ({ kind }: Pick<Actor, 'kind'>): boolean => kind === 'person' || kind === 'operator';

/** We ourselves, as an actor on the record. */
export const FIRESCRIBE: Actor = { kind: 'firescribe', id: 'firescribe', name: 'Firescribe' };

/** We ourselves, saying what came of our work. */
export const asFirescribe = (at: Instant, source: Source): Asking => ({
  by: FIRESCRIBE,
  grants: ['operator'],
  at,
  source,
});
