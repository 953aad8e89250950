import { VendorError } from '../../lib/vendor-error.ts';
import { answersBytes, narrateAnew, readAnswers } from './answers.ts';
import { NARRATED } from './brief.ts';
import type { PluggedNarrator } from './narrate.ts';
import type { Brief } from './narration.ts';

const brief: Brief = {
  zone: 'UTC',
  sections: NARRATED,
  entries: [{ id: 'E1', at: '2026-11-22 14:05', kind: 'message', who: 'Ana', text: 'it is down' }],
  facts: [{ id: 'F1', text: 'severity: SEV-2' }],
  entryOf: { E1: 'ev-1' },
  citable: 1,
};

/** A model that numbers its answers. `failing` and `cut`: sections. */
function house(more: { failing?: string; cut?: string; model?: string; prompt?: string } = {}) {
  const asked: string[] = [];
  const { model = 'm-1', prompt = 'the prompt' } = more;
  const port: PluggedNarrator['port'] = {
    limits: { seconds: 1, tokens: 10_000, privateIncidents: false },
    prompt,
    model,
    async narrate({ section }) {
      asked.push(section.id);
      if (section.id === more.failing) {
        throw new VendorError('It is overloaded.', { permanent: false, code: 'overloaded' });
      }
      const text = `Answer ${asked.length}.`;
      const tokens = { read: 0, written: 0 };
      return { sentences: [{ text, cites: ['E1'] }], model, tokens, cut: section.id === more.cut };
    },
  };
  return { narrator: { label: 'A narrator', port }, asked };
}

const ALL = NARRATED.map(({ id }) => id);
const NOON = Date.UTC(2026, 10, 22, 12);

test('what was answered to the same is taken up, over the bytes that are kept, and nothing is asked', async () => {
  const first = await narrateAnew(brief, house().narrator, [], NOON);
  const { narrator, asked } = house();
  const kept = readAnswers(answersBytes(first.answers));
  const second = await narrateAnew(brief, narrator, kept, NOON + 60_000);
  expect(asked).toEqual([]);
  expect(second.narration.told).toEqual(
    first.narration.told.map((one) => ({ ...one, unchangedSince: NOON })),
  );
  expect(answersBytes(second.answers)).toEqual(answersBytes(first.answers));
});

test.each([
  ['an entry', { ...brief, entries: [{ ...brief.entries[0]!, text: 'it is up' }] }, {}],
  ['a fact', { ...brief, facts: [{ id: 'F1', text: 'severity: SEV-1' }] }, {}],
  ['the entry behind a number', { ...brief, entryOf: { E1: 'ev-2' } }, {}],
  ['the model', brief, { model: 'm-2' }],
  ['the prompt', brief, { prompt: 'another' }],
])('where %s changed, all sections are asked for again', async (_, shown, more) => {
  const first = await narrateAnew(brief, house().narrator, [], NOON);
  const { narrator, asked } = house(more);
  const second = await narrateAnew(shown, narrator, first.answers, NOON);
  expect(asked).toEqual(ALL);
  expect(second.narration.told.filter(({ unchangedSince }) => unchangedSince !== undefined)).toEqual([]);
});

test('a section whose brief changed is asked for again, the others are not', async () => {
  const first = await narrateAnew(brief, house().narrator, [], NOON);
  const { narrator, asked } = house();
  const sections = NARRATED.map((one) => (one.id === 'impact' ? { ...one, asks: 'Whom?' } : one));
  const { narration } = await narrateAnew({ ...brief, sections }, narrator, first.answers, NOON);
  expect(asked).toEqual(['impact']);
  expect(narration.told.map(({ section }) => section)).toEqual(ALL);
});

test.each([{ failing: 'impact' }, { cut: 'impact' }])('%j: asked for again', async (trouble) => {
  const first = await narrateAnew(brief, house(trouble).narrator, [], NOON);
  expect(first.answers).toHaveLength(4);
  const { narrator, asked } = house();
  const second = await narrateAnew(brief, narrator, first.answers, NOON);
  expect(asked).toEqual(['impact']);
  expect(second.answers).toHaveLength(5);
});

test.each(['', '{"answers":[{"of":1}]}', 'no json'])('bytes that are no answers are none: %j', (bytes) => {
  expect(readAnswers(new TextEncoder().encode(bytes))).toEqual([]);
});
