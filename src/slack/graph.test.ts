// The picture of a metric in the channel: in the card's thread, once, and in the review where it stands.
import type { KeptGraph } from '../incident/graph-values.ts';
import { openSlackHouse, type SlackHouse } from './fixtures/slack-house.ts';
import { graphWords, inWords } from './graph.ts';
import { streamOf } from './ids.ts';
import { withPictures } from './stand-review.ts';

let desk: SlackHouse;
beforeEach(async () => {
  desk = await openSlackHouse({ performers: { 'postmortem.draft': async () => undefined } });
});
afterEach(() => desk.close());

const graph = (more: Partial<KeptGraph> = {}): KeptGraph => ({
  moment: 'declared',
  source: 'Prometheus',
  query: 'errors',
  from: 0,
  to: 1,
  series: [],
  left: 0,
  marks: [],
  ...more,
});

/** Keeps a graph with a picture, as the drawing effect does, and waits until it is posted. */
async function keep(
  more: Partial<KeptGraph> = {},
  title = 'Errors of <checkout> & <!channel>',
): Promise<void> {
  const { house, files, incident, settled } = desk;
  const { sha256, size } = await files.put(new TextEncoder().encode(`a picture ${more.moment}`));
  const picture = {
    id: sha256,
    name: `inc-1-graph-${sha256.slice(0, 8)}.png`,
    mimetype: 'image/png',
    size,
    sha256,
  };
  await house.engine.handle({
    type: 'record-graph',
    incident: streamOf(await incident()),
    wish: { graph: graph({ picture, ...more }), title },
    asking: house.asking(
      { kind: 'firescribe', id: 'firescribe' },
      { source: { kind: 'effect', key: `graph/${more.moment}` } },
    ),
  });
  await settled();
}

const later = async (minutes: number) => {
  for (let minute = 0; minute < minutes; minute += 1) {
    desk.house.clock.moveBy(60_000);
    await desk.settled();
  }
};
const pictures = () => desk.slack.see.files().filter(({ name }) => name.endsWith('.png'));
const inThread = async (channel: string) =>
  desk.slack.see
    .thread(channel, (await desk.incident()).card!.ts)
    .filter(({ files }) => files?.length)
    .map(({ text, files }) => ({ text, files }));

test('it is a file in the thread of the card, with words that ping nobody and say how to be rid of it', async () => {
  const channel = await desk.declare();
  await keep();
  const [posted, ...others] = await inThread(channel);
  expect(others).toEqual([]);
  expect(posted?.text).toContain('Errors of &lt;checkout&gt; &amp; &lt;!channel&gt;, from Prometheus.');
  expect(desk.slack.see.files().find(({ name }) => name.endsWith('.png'))?.altText).toMatch(
    /^Line graph of Errors/,
  );
  expect(posted?.text).toMatch(/Attached by the step “attach the graph”.*STEPS_OFF/);
  const { graphs } = await desk.incident();
  expect(graphs).toMatchObject([{ file: posted?.files?.[0], permalink: expect.stringMatching(/^http/) }]);
});

test('an upload whose answer was lost is found again, and not repeated', async () => {
  const channel = await desk.declare();
  desk.slack.faults.api('files.completeUploadExternal', { kind: 'answer_lost' }, { times: 1 });
  await keep();
  await later(3);
  expect(await inThread(channel)).toHaveLength(1);
  expect(pictures()).toHaveLength(1);
  expect((await desk.incident()).graphs?.[0]?.file).toBe(pictures()[0]?.id);
});

test('it is found again at the end of a long thread, too', async () => {
  const channel = await desk.declare();
  const thread = (await desk.incident()).card!.ts;
  for (let count = 0; count < 205; count += 1) {
    await desk.slack.as('ana').say(channel, `line ${count}`, { thread });
  }
  desk.slack.faults.api('files.completeUploadExternal', { kind: 'answer_lost' }, { times: 1 });
  await keep();
  await later(3);
  expect(await inThread(channel)).toHaveLength(1);
});

test('one that was asked for stands in the channel, and is not repeated either', async () => {
  const channel = await desk.declare();
  desk.slack.faults.api('files.completeUploadExternal', { kind: 'answer_lost' }, { times: 1 });
  await keep({ moment: 'asked' });
  await later(3);
  expect(await inThread(channel)).toEqual([]);
  expect(desk.slack.see.messages(channel).filter(({ files }) => files?.length)).toHaveLength(1);
});

test('a picture that is lost is said in the thread, with what to do; the incident goes on', async () => {
  const channel = await desk.declare();
  const read = desk.files.read;
  desk.files.read = async () => undefined;
  await keep();
  desk.files.read = read;
  const words = desk.slack.see.thread(channel, (await desk.incident()).card!.ts).map(({ text }) => text);
  expect(words.join('\n')).toContain(
    'The picture is missing from the file store. Type /incident graph to have it drawn anew.',
  );
  expect(pictures()).toEqual([]);
});

test('nothing is posted of one whose words were redacted meanwhile', async () => {
  const channel = await desk.declare();
  desk.slack.faults.api('files.getUploadURLExternal', { kind: 'status', status: 500 }, { times: 1 });
  await keep();
  const { graphs } = await desk.incident();
  await desk.house.engine.handle({
    type: 'redact',
    incident: streamOf(await desk.incident()),
    wish: { entry: graphs![0]!.event },
    asking: desk.house.asking({ kind: 'person', id: `T1/${desk.people.ana}` }),
  });
  await later(3);
  expect(await inThread(channel)).toEqual([]);
});

test('whoever cannot see it reads what it shows', () => {
  const told = graph({
    unit: 's',
    threshold: 2,
    series: [
      {
        name: 'a',
        points: [
          [1, 0.5],
          [2, null],
          [3, 3.2168],
        ],
      },
    ],
    marks: [{ at: 2, word: 'detected' }],
  });
  expect(inWords({ data: told, content: { title: 'Latency' } })).toBe(
    'Line graph of Latency: highest 3.22 s; threshold 2 s; marked: detected.',
  );
});

test('what it says differs by when it was drawn', () => {
  const words = (more: Partial<KeptGraph>) =>
    graphWords({ data: graph(more), content: { title: 'Errors' } }, 'incident');
  expect(words({ moment: 'resolved' })).toBe(
    'Errors until the resolve, from Prometheus. It goes into the review.',
  );
  expect(words({ moment: 'asked', left: 3 })).toBe('Errors, from Prometheus. 3 more series are not shown.');
});

test('the review shows the pictures that stand in the channel, and says where the others are', () => {
  const markdown = 'a\n\n![](firescribe-graph:e1)\n\nb\n\n![](firescribe-graph:e2)\n';
  const graphs = [
    { event: 'e1', moment: 'resolved' as const, permalink: 'https://acme.slack.com/files/U1/F1/a.png' },
  ];
  const shown = withPictures(markdown, { graphs, number: 7 });
  expect(shown).toContain('\n![](https://acme.slack.com/files/U1/F1/a.png)\n');
  expect(shown).toContain('`firescribe export INC-7 --out`');
  expect(shown).not.toContain('firescribe-graph');
});
