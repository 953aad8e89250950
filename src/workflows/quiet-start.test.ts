import type { EffectWish, MessageAbout } from './effects.ts';
import { keepQuiet } from './quiet-start.ts';

const post = (about: MessageAbout): EffectWish => ({ kind: 'message.post', payload: { event: 'e', about } });
const nag: EffectWish = { kind: 'acknowledge.nag', payload: { event: 'e' } };
const card: EffectWish = { kind: 'card.refresh', payload: {}, target: 'card' };

const places = (wishes: readonly EffectWish[]) =>
  wishes.map((wish) => (wish.kind === 'message.post' && wish.payload.inCardThread ? 'thread' : 'channel'));

test('beside the card two messages of ours stand in a channel where nobody has spoken; the rest go to its thread', () => {
  const { wishes, said } = keepQuiet([post('severity-chooser'), card, nag, post('effect-failed')], 0);
  expect(places(wishes)).toEqual(['channel', 'channel', 'channel', 'thread']);
  expect(said).toBe(2);
});

test('what was said before counts', () => {
  expect(places(keepQuiet([post('signal-severity')], 2).wishes)).toEqual(['thread']);
  expect(places(keepQuiet([post('signal-severity')], 1).wishes)).toEqual(['channel']);
});

test('a resolve and the draft are never hidden in a thread', () => {
  expect(places(keepQuiet([post('resolved'), post('draft'), post('undone')], 5).wishes)).toEqual([
    'channel',
    'channel',
    'channel',
  ]);
});
