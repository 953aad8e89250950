import { openSlackHouse, type SlackHouse } from './fixtures/slack-house.ts';

let at: SlackHouse;
afterEach(() => at.close());

const asked = (method: string) => at.slack.calls.filter((call) => call.method === method).length;

test('an account is found by its address, whatever its capitals, and asked for once an hour', async () => {
  at = await openSlackHouse({
    before: (slack) => void slack.addUser({ name: 'eve', realName: 'Eve', email: 'eve@example.com' }),
  });
  const eve = await at.app.faces.byEmail('Eve@Example.com');
  expect(eve).toMatchObject({ kind: 'person', name: 'Eve', id: expect.stringMatching(/^T\w+\/U/) });
  await at.app.faces.byEmail('eve@example.com');
  expect(asked('users.lookupByEmail')).toBe(1);
  at.house.clock.moveBy(61 * 60_000);
  await at.app.faces.byEmail('eve@example.com');
  expect(asked('users.lookupByEmail')).toBe(2);
  expect(await at.app.faces.byId(eve!.id)).toMatchObject({
    email: 'eve@example.com',
    actor: { name: 'Eve' },
  });
});

test('nobody is nobody, and looked for again a minute later', async () => {
  at = await openSlackHouse();
  expect(await at.app.faces.byEmail('frank@example.com')).toBeUndefined();
  at.slack.addUser({ name: 'frank', realName: 'Frank', email: 'frank@example.com' });
  expect(await at.app.faces.byEmail('frank@example.com')).toBeUndefined();
  at.house.clock.moveBy(61_000);
  expect(await at.app.faces.byEmail('frank@example.com')).toMatchObject({ name: 'Frank' });
});

test('a Slack that does not answer is a failure, not nobody', async () => {
  at = await openSlackHouse();
  at.slack.faults.api('users.lookupByEmail', { kind: 'status', status: 500 });
  await expect(at.app.faces.byEmail('bo@example.com')).rejects.toMatchObject({ permanent: false });
});
