import { serviceOf } from '../../policy/services.ts';
import { type DeedDesk, openDesk, wordsIn } from '../fixtures/deed-desk.ts';

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

test('people named in a title are written by name, and nothing in it can ping', async () => {
  await desk.type('UBO', 'title <@UANA|ana> says <!channel> is <https://x.example|down> &amp; out');
  expect((await desk.incident()).title.text).toBe('@Ana says @channel is down (https://x.example) & out');
  expect(wordsIn(await desk.type('UBO', 'title'))).not.toMatch(/<[!@]/);
});
