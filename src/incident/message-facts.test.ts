// What is kept of a message: most of it goes without saying, and nothing is lost by that.
import { fc } from '../lib/fixtures/chance.ts';
import { factsOf, keptFacts, type MessageFacts, messageKey } from './message-facts.ts';

const place = { team: 'T1', channel: 'C1', ts: '1700000000.000100' };
const key = messageKey(place);
const { channel, ts } = place;

const posted: MessageFacts = {
  ...{ event: 'e1', channel, ts, posted: true, deleted: false, pins: [], replies: 0 },
  ...{ revisions: [ts], texts: ['e1'], author: 'T1/U1' },
};

test('of a message that was posted and nothing else, only who wrote it and where is kept', () => {
  expect(keptFacts(posted)).toEqual({ event: 'e1', author: 'T1/U1' });
  expect(factsOf(key, keptFacts(posted))).toEqual(posted);
});

const texts = fc.array(fc.constantFrom('e1', 'e2', ts, '1700000009.000200'), { minLength: 1, maxLength: 3 });
const facts: fc.Arbitrary<MessageFacts> = fc
  .record({
    posted: fc.boolean(),
    deleted: fc.boolean(),
    replies: fc.nat(3),
    pins: fc.array(fc.record({ by: fc.constant('T1/U2'), how: fc.constant('emoji'), at: fc.nat() })),
    told: fc.option(fc.record({ revisions: texts, texts }), { nil: undefined }),
    event: fc.constantFrom('', 'e1'),
    rest: fc.constantFrom({}, { redacted: true, thread: '1700000000.000001' }),
  })
  // Whoever posts a message tells its text.
  .filter((one) => !one.posted || one.told !== undefined)
  .map(({ told, rest, ...one }) => ({ ...one, ...told, ...rest, channel, ts }));

test('whatever is known of a message is known again', () => {
  fc.assert(fc.property(facts, (one) => expect(factsOf(key, keptFacts(one))).toEqual(one)));
});

test('a row that left nothing out is read as it is', () => {
  const before = { ...posted, revisions: [ts, '1700000009.000200'], texts: ['e1', 'e2'], pins: [] };
  expect(factsOf(key, before)).toEqual(before);
  const { texts: _none, ...withoutTexts } = before;
  expect(factsOf(key, withoutTexts)).toEqual(withoutTexts);
});
