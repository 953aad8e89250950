// The port of those who perform effects. Surfaces supply theirs; app.ts registers them.
import type { EffectKind, EffectOf } from '../workflows/effects.ts';

/**
 * Does the work of one effect, and tells the engine what came of it by commands of its own. Resolves when the work is done
 * (or was found done). Throws a VendorError: temporary ones are tried again with back-off, permanent ones park the effect
 * and put a sentence with the fix into the channel. Must take up what an earlier, killed attempt left behind.
 */
export type Performer<K extends EffectKind> = (effect: EffectOf<K>) => Promise<void>;

export type Performers = { [K in EffectKind]?: Performer<K> };
