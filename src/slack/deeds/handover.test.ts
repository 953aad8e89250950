import type { Proposed } from '../../engine/proposals.ts';
import { type DeedDesk, openDesk, wordsIn } from '../fixtures/deed-desk.ts';
import { proposing } from '../fixtures/proposing.ts';
import { pack, unpack } from '../press-values.ts';

let desk: DeedDesk;

beforeEach(async () => {
  desk = openDesk();
  await desk.declare();
  await desk.say('UBO', 'restarted db-1, it did not help');
});

afterEach(() => desk.close());

const handovers = async () => (await desk.entries()).filter(({ kind }) => kind === 'handover');
const value = (answer: object, action: string): string => {
  const found = new RegExp(`"action_id":"${action}","value":("(?:[^"\\\\]|\\\\.)*")`).exec(
    JSON.stringify(answer),
  );
  return found ? JSON.parse(found[1]!) : '';
};

test('it is proposed privately, with links, and posts nothing', async () => {
  await desk.type('UBO', 'task drain zone b @chidi');
  const words = wordsIn(await desk.type('UBO', 'handover @chidi'));
  for (const part of [
    '*Handover* to Chidi',
    '• “restarted db-1, it did not help” (Bo, ',
    '<https://acme.slack.com/archives/C1/p',
    'Task: drain zone b, Chidi',
    'offers Chidi the role Commander',
  ]) {
    expect(words).toContain(part);
  }
  expect(await handovers()).toEqual([]);
});

test('the form has the text; what is sent is on the timeline in the person’s name, with what it rests on', async () => {
  const opened = await desk.press(
    'UBO',
    'handover:open',
    value(await desk.type('UBO', 'handover @chidi'), 'handover:open'),
  );
  if (opened.kind !== 'modal') {
    throw new Error('No form opened.');
  }
  expect(wordsIn(opened)).toMatch(/Tried\\n• “restarted db-1.*"initial_user": "UCHIDI"/s);
  await desk.send(
    'UBO',
    'handover:form',
    { text: 'db-1 stays down', to: 'UCHIDI' },
    opened.view.private_metadata,
  );
  const [posted] = await handovers();
  expect(posted).toMatchObject({ text: 'Handover to Chidi: db-1 stays down', author: { name: 'Bo' } });
  const event = await desk.context.engine.questions.event(posted!.id);
  const said = (await desk.entries()).find(({ kind }) => kind === 'message');
  expect(event?.type === 'handover-posted' && event.data.cites).toContain(said?.id);
});

test('to nobody that is known, to oneself, or with a word too many is refused', async () => {
  expect(await desk.type('UBO', 'handover @nobody')).toMatchObject({
    text: expect.stringContaining('nobody called'),
  });
  expect(await desk.type('UBO', 'handover now')).toMatchObject({
    text: expect.stringContaining('Say to whom'),
  });
  expect(await desk.send('UBO', 'handover:form', { text: 'x', to: 'UBO' })).toMatchObject({ field: 'to' });
});

test('the role goes to whoever it is offered to, by their own press', async () => {
  await desk.type('UBO', 'role commander me');
  const { id, roles } = await desk.incident();
  const offer = pack({ id }, { from: roles.commander!.who.id, to: 'T1/UCHIDI' });
  expect(await desk.press('UANA', 'role:take:commander', offer)).toMatchObject({
    text: expect.stringContaining('It is offered to Chidi'),
  });
  await desk.press('UCHIDI', 'role:take:commander', offer);
  expect((await desk.incident()).roles.commander?.who.name).toBe('Chidi');
  await desk.type('UANA', 'role commander me');
  expect(await desk.press('UCHIDI', 'role:take:commander', offer)).toMatchObject({
    text: expect.stringContaining('Ana was first'),
  });
});

test('a narrator’s sentences follow with a button that carries whole ones and what they rest on', async () => {
  const long =
    'Bo restarted db-1 and waited for the pool to come back, which it did not do for a long while.';
  const written: Proposed = {
    sentences: Array.from({ length: 20 }, (_, n) => ({
      text: `${n} ${long}`,
      sources: [{ entry: `e${n}`, at: 0 }],
    })),
    removed: [],
    model: 'm-1',
    shown: 1,
    citable: 1,
  };
  desk.context.narrator = proposing(written);
  const answer = await desk.type('UBO', 'handover');
  const followed = answer.kind === 'private' ? await answer.later?.() : undefined;
  const carried = value(followed!, 'handover:open');
  expect(carried.length).toBeLessThan(2_000);
  const { text = '', cites = '' } = unpack(carried);
  expect(text.endsWith(long)).toBe(true);
  expect(cites.split(',')).toHaveLength(Math.min(12, text.split('\n').length));
});
