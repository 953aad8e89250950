import { bo, chidi, declared, type World } from './fixtures/given.ts';
import { stepKey } from './keys.ts';

const page = {
  vendor: { id: 'confluence', label: 'Confluence' },
  key: '123',
  title: 'Checkout is slow',
  url: 'https://wiki.example/123',
  steps: ['Look at the pool', 'Roll back'],
  more: 0,
  because: 'it is of checkout-api',
};

function withRunbook(wish: Partial<typeof page> = {}): World {
  const world = declared();
  world.when('record-runbook', { ...page, ...wish });
  return world;
}

test('a runbook is attached once, by whichever way it is found again', () => {
  const world = withRunbook();
  expect(world.state().runbooks).toMatchObject([
    { id: 'r1', title: { text: 'Checkout is slow' }, steps: 2, done: 0, url: 'https://wiki.example/123' },
  ]);
  world.when('record-runbook', page);
  world.when('record-runbook', { ...page, vendor: { id: 'link', label: '' }, key: 'x' });
  expect(world.events.filter(({ type }) => type === 'runbook-attached')).toHaveLength(1);
});

test('a bare link gets its steps when they can be read, under the name that it has', () => {
  const world = withRunbook({ vendor: { id: 'link', label: 'a link' }, key: '', steps: [] });
  world.when('record-runbook', page);
  expect(world.state().runbooks).toMatchObject([{ id: 'r1', steps: 2, vendor: { id: 'confluence' } }]);
});

test('an incident holds four: state stays small', () => {
  const world = declared();
  for (let count = 0; count < 9; count += 1) {
    world.when('record-runbook', { ...page, key: String(count), url: `https://wiki.example/${count}` });
  }
  expect(world.state().runbooks).toHaveLength(4);
});

test('ticking says who and when, unticking too; ticking twice is one entry', () => {
  const world = withRunbook();
  world.when('tick-step', { runbook: 'r1', step: 2, done: true }, { by: bo });
  world.when('tick-step', { runbook: 'r1', step: 2, done: true }, { by: chidi });
  expect(world.events.at(-1)).toMatchObject({
    type: 'runbook-step-done',
    actor: bo,
    content: { text: 'Roll back' },
  });
  expect(world.entries().at(-1)).toMatchObject({ kind: 'runbook', text: 'Runbook step 2 done: Roll back' });
  expect(world.state().runbooks?.[0]?.done).toBe(1);
  const key = stepKey(world.state().number, 'r1', 2);
  expect(world.keys.get(key)).toMatchObject({ done: true, by: bo.id, name: bo.name });
  world.when('tick-step', { runbook: 'r1', step: 2, done: false }, { by: chidi });
  expect(world.events.at(-1)).toMatchObject({ type: 'runbook-step-undone', actor: chidi });
  expect(world.state().runbooks?.[0]?.done).toBe(0);
});

test('what is not there cannot be ticked or posted', () => {
  const world = withRunbook();
  expect(world.refusal('tick-step', { runbook: 'r1', step: 3, done: true })).toContain('no step 3');
  expect(world.refusal('tick-step', { runbook: 'r9', step: 1, done: true })).toContain('no such runbook');
  const bare = withRunbook({ steps: [] });
  expect(bare.refusal('request-runbook', { runbook: 'r1' })).toContain('No steps could be made out');
});

test('a redacted page leaves neither its name nor its steps', () => {
  const world = withRunbook();
  world.when('redact', { entry: world.state().runbooks?.[0]?.title.event ?? '' });
  expect(world.state().runbooks?.[0]?.title.text).toBe('[redacted]');
  world.when('tick-step', { runbook: 'r1', step: 1, done: true });
  expect(world.events.at(-1)).toMatchObject({ content: { text: '[redacted]' } });
});
