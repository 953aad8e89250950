import { timesNow } from '../../incident/review-state.ts';
import { type DeedDesk, openDesk, wordsIn } from '../fixtures/deed-desk.ts';
import { confirmButtons } from '../key-time-lines.ts';

let desk: DeedDesk;

const open = async (policy: Parameters<typeof openDesk>[0] = {}) => {
  desk = openDesk(policy);
  await desk.declare();
};

afterEach(() => desk.close());

const words = async (user: string, line: string) => wordsIn(await desk.type(user, line));

/** Resolved by Bo, with a draft in the channel. */
async function drafted(): Promise<void> {
  await desk.type('UBO', 'resolve rolled back');
  const incident = `incident/${(await desk.incident()).id}`;
  const asking = desk.house.asking({ kind: 'firescribe', id: 'firescribe' });
  const digest = 'a'.repeat(64);
  const files = { canvas: digest, markdown: digest, json: digest, log: digest };
  const entries = { used: 1, notUsed: 0 };
  const { engine } = desk.context;
  await engine.handle({
    type: 'record-draft',
    incident,
    wish: { cycle: 1, files, entries, findings: 1, sources: {} },
    asking,
  });
  const message = { team: 'T1', channel: 'C1', ts: '1795357000.000100' };
  await engine.handle({
    type: 'record-delivery',
    incident,
    wish: { draft: 1, message },
    asking: { ...asking, source: { kind: 'effect', key: 'd2' } },
  });
}

test('by words: how it stands, in review, confirmed, published', async () => {
  await open();
  expect(await words('UANA', 'postmortem status')).toContain('no draft yet');
  await drafted();
  expect(await words('UANA', 'postmortem status')).toContain('It is a draft.');
  await desk.type('UANA', 'retro review');
  expect(await words('UANA', 'postmortem status')).toContain('It is in review, by Ana');
  const gate = await words('UBO', 'postmortem publish');
  expect(gate).toContain('Nobody has confirmed the key times of INC-1 yet');
  expect(gate).toContain('review:confirm');
  expect(await words('UBO', 'times confirm')).toContain('are confirmed');
  expect(await words('UBO', 'postmortem publish')).toContain(
    'is published. Its thread names one thing to look at.',
  );
  expect(await words('UANA', 'postmortem status')).toContain('It is published, by Bo');
});

test('a press confirms what the button showed, and is refused where that is not true any more', async () => {
  await open();
  await drafted();
  const incident = await desk.incident();
  const guess = { name: 'began' as const, at: incident.declaredAt - 60_000, source: 'a guess', evidence: [] };
  const [withGuess, without] = confirmButtons(incident, [guess]);
  expect([withGuess?.text.text, without?.text.text]).toEqual(['Confirm, with the guess', 'Confirm without']);
  await desk.type('UANA', 'times acknowledged none because nobody remembers');
  const late = desk.press('UBO', 'review:confirm', withGuess?.value ?? '');
  expect(wordsIn(await late)).toContain('changed since they were shown (acknowledged)');
  const [now] = confirmButtons(await desk.incident(), [guess]);
  expect(wordsIn(await desk.press('UBO', 'review:confirm', now?.value ?? ''))).toContain('are confirmed');
  expect((await desk.incident()).keyTimes.began).toMatchObject({ at: guess.at, set: true });
  expect(confirmButtons(await desk.incident(), [])).toEqual([]);
});

test('whoever may not publish is told who may', async () => {
  await open({ rights: { publish: ['commander'] } });
  await drafted();
  await desk.type('UBO', 'times confirm');
  expect(await words('UBO', 'postmortem publish')).toContain('Only the Commander may publish a review here');
  expect(await words('UGUEST', 'postmortem review')).toMatch(/may not|Ask a member/);
});

test('an owner is given by name, and a finding is let stand with a reason', async () => {
  await open();
  await drafted();
  expect(await words('UBO', 'postmortem owner')).toContain('Who sees to it?');
  expect(await words('UBO', 'postmortem owner @ana')).toContain('Ana sees to the postmortem of INC-1 now.');
  expect(await words('UBO', 'postmortem waive B3 because they said so')).toContain('B3 is let stand');
  expect(await words('UBO', 'postmortem waive B99 x')).toContain('is no rule of the blame check');
  const status = await words('UBO', 'postmortem status');
  expect(status).toContain('Owner: <@UANA>');
  expect(status).toContain('Let stand: B3 (Bo)');
});

test('a button with a spoiled value confirms what is on record, and nothing else', async () => {
  await open();
  await drafted();
  const before = timesNow(await desk.incident());
  await desk.press('UBO', 'review:confirm', '{"shown":"[","guesses":"{}"}');
  expect((await desk.incident()).review?.confirmed?.times).toEqual(before);
});

test('what a button carries fits into Slack’s value, however many guesses there are and whatever they rest on', async () => {
  await open();
  await drafted();
  const incident = { ...(await desk.incident()), keyTimes: {} };
  const evidence = ['01a2038e-7f00-7004-8a3d-9511b425f034', '01a2038e-7f00-7005-92d8-2402db78557f'];
  const guesses = (['began', 'detected', 'mitigated', 'resolved'] as const).map((name) => ({
    ...{ name, at: 1_795_356_000_000, source: 'Ana: “"fixed" at 14:05 \\ '.repeat(40), evidence },
  }));
  for (const { value } of confirmButtons(incident, guesses)) {
    expect(value?.length).toBeLessThanOrEqual(2_000);
  }
});

test('guests do not open the gate', async () => {
  await open();
  await drafted();
  expect(await words('UGUEST', 'times confirm')).toMatch(/Ask a member/);
  expect((await desk.incident()).review?.confirmed).toBeUndefined();
});
