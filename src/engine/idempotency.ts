// How a second asking is told from a first, without keeping what would let a reader ask again.
import type { Asking, CommandType } from '../incident/commands.ts';
import type { Source } from '../incident/values.ts';
import { sha256 } from '../lib/ids.ts';

/** Their facts tell a second telling by themselves (a message is known by its place), so they need no receipt. */
const KNOWN_BY_THEIR_FACTS: ReadonlySet<CommandType> = new Set<CommandType>([
  'record-message',
  'record-edit',
  'record-deletion',
  'record-channel',
  'record-channel-lost',
  'record-card',
  'record-announcement',
  'note-deployments',
  'attach-signal',
  'pin',
  'unpin',
]);

/** One press can ask for several things of one kind (a form with three roles): these are told apart by what is wished. */
const ONE_ASKING_MANY_WISHES: ReadonlySet<Source['kind']> = new Set<Source['kind']>([
  'command',
  'button',
  'modal',
  'mention',
  'shortcut',
]);

/** Keys made from trigger ids: whoever reads one within three seconds could act with it. */
const BEARER: ReadonlySet<Source['kind']> = new Set<Source['kind']>([
  'command',
  'button',
  'modal',
  'shortcut',
]);

/** The key of the receipt, hashed; undefined for what needs none. */
export function receiptKey(
  type: CommandType | 'audit-with-work',
  wish: unknown,
  asking: Asking,
): string | undefined {
  if (KNOWN_BY_THEIR_FACTS.has(type as CommandType)) {
    return undefined;
  }
  const { kind, key } = asking.source;
  const several = type !== 'declare' && ONE_ASKING_MANY_WISHES.has(kind);
  return sha256(JSON.stringify([kind, key, type, ...(several ? [wish] : [])]));
}

/** The source as it is written into events. */
export function recordedSource({ kind, key }: Source): Source {
  return { kind, key: BEARER.has(kind) ? `sha256:${sha256(key)}` : key };
}
