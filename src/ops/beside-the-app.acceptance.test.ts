// The command line beside the running app, while Slack is down.
import { runToEnd } from './fixtures/child-app.ts';
import { inWorkplace, type Workplace } from './fixtures/workplace.ts';
import { verifyRecord } from './verify.ts';

const typedIn =
  ({ env, folder }: Workplace) =>
  (...words: string[]) =>
    runToEnd(words, env, folder);

async function notedWhileDown(workplace: Workplace): Promise<void> {
  const { slack } = workplace;
  const typed = typedIn(workplace);
  const app = workplace.start();
  await app.connected;
  slack.faults.down();
  expect((await typed('declare', 'Checkout is slow', '--severity', '2')).stdout).toContain(
    'INC-1 is declared',
  );
  expect((await typed('note', '1', 'rolled back')).stdout).toContain('Noted for INC-1');
  expect(slack.see.channels().filter(({ name }) => name.startsWith('inc-'))).toEqual([]);
  slack.faults.up();
  const channel = await slack.until(
    () =>
      slack.see.channels().find(({ id, name }) => name.startsWith('inc-') && slack.see.pins(id).length > 0),
    { timeoutMs: 90_000, what: 'the channel of what was declared meanwhile' },
  );
  expect(slack.see.members(channel.id)).toHaveLength(3);
  expect((await typed('resolve', '1', 'the rollback helped')).stdout).toContain('INC-1 is resolved');
  await slack.until(() => slack.see.canvases(channel.id).length > 0, {
    timeoutMs: 60_000,
    what: 'the review',
  });
  expect(slack.see.canvases(channel.id)[0]?.markdown).toContain('rolled back');
  await workplace.settled(app);
  expect(await app.stop()).toBe(0);
  expect((await verifyRecord(workplace.places)).problems).toEqual([]);
}

async function resolvedBeforeItWasBack(workplace: Workplace): Promise<void> {
  const { slack } = workplace;
  const typed = typedIn(workplace);
  slack.faults.down();
  const app = workplace.start();
  await app.listening;
  await typed('declare', 'Over before you knew');
  await typed('resolve', '1', 'it went away');
  slack.faults.up();
  await app.connected;
  await workplace.settled(app);
  const [channel, ...others] = slack.see.channels().filter(({ name }) => name.startsWith('inc-'));
  expect(others).toEqual([]);
  expect(slack.see.canvases(channel?.id)[0]?.markdown).toContain('it went away');
  expect(await app.stop()).toBe(0);
}

// Both wait until Slack is tried again: side by side they wait once.
test.concurrent(
  'declared and noted while Slack is down: the channel opens when it is back, with the note on record',
  inWorkplace(notedWhileDown),
  600_000,
);

test.concurrent(
  'declared and resolved before Slack came back: its review is delivered all the same',
  inWorkplace(resolvedBeforeItWasBack),
  600_000,
);
