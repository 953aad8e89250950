// However often and in whatever order Slack tells of what was said: the same entries, the same metrics, the same draft.
import { metricsOf } from '../incident/metrics.ts';
import { fc } from '../lib/fixtures/chance.ts';
import { scene } from './scene.ts';

const MINUTE = 60_000;

/** Deliveries held back: each is a function that sends one. */
type Held = (() => void)[];

/** A run of the same incident, in which Slack's events are told in the order of `order`, some of them twice. */
async function told(order: (held: Held) => Held) {
  const it = await scene();
  const { declare, ana, bo, slack, later, settled, resolve, review, entries, incident } = it;
  const channel = await declare();
  await later(MINUTE);
  const { delivery } = slack.workspace;
  const send = delivery.deliverEvent;
  const held: Held = [];
  delivery.deliverEvent = (app, event) => void held.push(() => send(app, event));
  const first = await ana.say(channel, 'rolled bakc checkout');
  await later(1_000);
  await ana.edit(channel, first, 'rolled back checkout');
  await bo.react(channel, first, 'pushpin');
  await later(1_000);
  await ana.edit(channel, first, 'rolled back checkout to v41');
  const reply = await bo.say(channel, 'the cause: v42 cut the pool to 5', { thread: first });
  await bo.pin(channel, reply);
  const slip = await ana.say(channel, 'token is abc123-very-secret');
  await ana.react(channel, slip, 'pushpin');
  await ana.delete(channel, slip);
  await bo.react(channel, reply, 'pushpin');
  await bo.unreact(channel, reply, 'pushpin');
  await later(MINUTE);
  delivery.deliverEvent = send;
  for (const deliver of order(held)) {
    deliver();
    await slack.idle();
  }
  await settled();
  // What we did ourselves in the same moment (the card, the bridge, whom we let in) may have changed places: it is no delivery.
  const delivered = (await entries(channel)).filter(({ kind }) => kind !== 'record' && kind !== 'member');
  const seen = delivered.map(({ kind, at, author, text, earlier, deleted, pinned, edited }) => {
    return { kind, at, author, text, earlier, deleted, pinned, edited };
  });
  await resolve(channel);
  const { markdown } = await review(channel);
  const metrics = metricsOf(await incident(channel));
  await it.nothingElse();
  await it.stop();
  return { seen, metrics, draft: markdown.replaceAll(slack.url, '').replace(/p\d{16}/g, 'p…') };
}

test('any order of deliveries, with duplicates, tells the same incident', async () => {
  const asTold = await told((held) => held);
  expect(asTold.seen.map(({ text }) => text)).toContain('rolled back checkout to v41');
  expect(JSON.stringify(asTold)).not.toContain('very-secret');
  const order = fc.array(fc.nat(), { minLength: 40, maxLength: 40 });
  await fc.assert(
    fc.asyncProperty(order, async (numbers) => {
      const shuffled = await told((held) =>
        [...held, ...held.filter((_each, index) => (numbers[index] ?? 0) % 2 === 0)]
          .map((deliver, index) => ({ deliver, place: numbers[index] ?? 0 }))
          .sort((a, b) => a.place - b.place)
          .map(({ deliver }) => deliver),
      );
      expect(shuffled).toEqual(asTold);
    }),
    // A smaller counterexample would be another scene each time.
    { numRuns: 4, endOnFailure: true },
  );
});
