import { serviceOf } from '../../policy/services.ts';
import { type DeedDesk, openDesk, wordsIn } from '../fixtures/deed-desk.ts';
import { proposing } from '../fixtures/proposing.ts';

let desk: DeedDesk;

beforeEach(async () => {
  desk = openDesk({
    services: [serviceOf('checkout', { label: 'Checkout API' })],
    teams: [{ id: 'payments', label: 'Payments', people: [] }],
  });
  await desk.declare();
});

afterEach(() => desk.close());

test.each([
  ['title Payments fail', { title: { text: 'Payments fail' } }],
  ['rename Payments fail', { title: { text: 'Payments fail' } }],
  ['service Checkout API', { service: 'checkout' }],
  ['team payments', { team: 'payments' }],
  ['impact One in five payments fails', { impact: { text: 'One in five payments fails' } }],
])('%s', async (line, change) => {
  expect(await desk.type('UBO', line)).toEqual({ kind: 'nothing' });
  expect(await desk.incident()).toMatchObject(change);
});

test.each([
  ['title', 'INC-1 is titled “Checkout is slow”.'],
  ['service', 'No service is named. To set it: `/incident service` and its name. Configured: checkout.'],
  ['team', 'No team is named.'],
  ['impact', 'The impact is not recorded yet.'],
])('bare, %s shows what it is and how to change it', async (line, words) => {
  expect(await desk.type('UBO', line)).toMatchObject({
    kind: 'private',
    text: expect.stringContaining(words),
  });
});

test.each([
  ['service chekout', { service: 'chekout' }, 'chekout is not in the configuration.*Configured: checkout'],
  ['team nobody <!here>', { team: 'nobody @here' }, 'nobody @here is not in.*Configured: payments'],
])(
  '%s is taken, and whoever typed it hears that nobody is configured for it',
  async (line, change, words) => {
    const answer = await desk.type('UBO', line);
    expect(answer).toMatchObject({ kind: 'private', text: expect.stringMatching(words) });
    expect(await desk.incident()).toMatchObject(change);
  },
);

test('people named in a title are written by name, and nothing in it can ping', async () => {
  await desk.type('UBO', 'title <@UANA|ana> says <!channel> is <https://x.example|down> &amp; out');
  expect((await desk.incident()).title.text).toBe('@Ana says @channel is down (https://x.example) & out');
  expect(wordsIn(await desk.type('UBO', 'title'))).not.toMatch(/<[!@]/);
});

describe('where the title says next to nothing', () => {
  beforeEach(async () => {
    await desk.type('UBO', 'title Incident');
    await desk.say('UBO', 'checkout returns 503s for 12% of requests');
  });

  test('better ones are proposed with their source, and a press sets one', async () => {
    const answer = await desk.type('UBO', 'title');
    expect(wordsIn(answer)).toContain('Checkout returns 503s for 12% of requests <https://acme.slack.com/');
    expect((await desk.incident()).title.text).toBe('Incident');
    const value = /"value":("(?:[^"\\]|\\.)*503s(?:[^"\\]|\\.)*")/.exec(JSON.stringify(answer))?.[1] ?? '""';
    await desk.press('UBO', 'title:take:0', JSON.parse(value));
    expect((await desk.incident()).title.text).toBe('Checkout returns 503s for 12% of requests');
  });

  test('a narrator’s come after, marked, with how they were made', async () => {
    desk.context.narrator = proposing({
      sentences: [
        { text: 'Checkout returns 503s.', sources: [{ entry: 'e', at: 0, link: 'https://x.example/p' }] },
      ],
      ...{ removed: [{ reason: 'service', count: 1 }], model: 'm-1', shown: 1, citable: 1 },
    });
    const answer = await desk.type('UBO', 'title');
    const followed = JSON.stringify(answer.kind === 'private' ? await answer.later?.() : undefined);
    expect(followed).toMatch(/✎ Checkout returns 503s\. <https:\/\/x\.example\/p\|.*1 sentence removed/);
    expect(followed).toContain('proposal:made');
    expect(followed).toContain('\\"title\\":\\"Checkout returns 503s\\"');
  });
});
