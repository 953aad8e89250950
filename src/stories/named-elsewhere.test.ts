// What the cards of other incidents say of one that has become private, or whose title is redacted.
import { type Scene, scene } from './scene.ts';

const MINUTE = 60_000;

/** INC-1 with this title, and INC-2, on whose card it stands. Resolves with their channels. */
async function two(
  { declare, bo, card, said, later }: Scene,
  title: string,
): Promise<[one: string, other: string]> {
  const one = await declare(`${title} --sev 2`);
  const other = await declare('Search is slow --sev 2');
  await bo.slash(other, '/incident link INC-1');
  await said(other, /INC-1 .*has to do with this incident/);
  await said(one, /INC-2 .*has to do with this incident/);
  await later(MINUTE);
  expect((await card(other)).words).toContain(title);
  return [one, other];
}

test('an incident that becomes private is named on no other card from then on, and again when it is public', async () => {
  const it = await scene();
  const { ana, card, said, later } = it;
  const [one, other] = await two(it, 'Payroll leaks');
  await ana.makePrivate(one);
  await said(one, /Ana made this channel private/);
  await later(MINUTE);
  expect((await card(other)).words).not.toMatch(/INC-1|Payroll/);
  await ana.makePublic(one);
  await said(one, /Ana made this channel public/);
  await said('incidents', /^INC-1 Payroll leaks/);
  await later(MINUTE);
  expect((await card(other)).words).toContain('Payroll leaks');
  await it.nothingElse();
});

test('a title that is redacted stands on no other card', async () => {
  const it = await scene();
  const { ana, card, whispered, later } = it;
  const [one, other] = await two(it, 'Zebra cannot pay');
  await ana.slash(one, '/incident redact');
  await ana.submit({ entry: 'declared: Incident started: Zebra cannot pay', reason: 'a customer’s name' });
  await whispered(ana, /Redacted: /);
  await later(MINUTE);
  expect((await card(other)).words).not.toContain('Zebra');
  expect((await card(other)).words).toMatch(/INC-1 \S*\[redacted\]/);
  await it.nothingElse();
});
