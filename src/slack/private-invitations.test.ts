import { ana, openHouse } from '../engine/fixtures/house.ts';
import { defaultPolicy } from '../policy/defaults.ts';
import { withinLimit, withoutGroups } from './private-invitations.ts';

test('groups stay out, people and the operators do not', () => {
  expect(withoutGroups(['T1/U1', 'S0SRE0000', 'T1/S0EXECS00', 'operators'])).toMatchObject({
    who: ['T1/U1', 'operators'],
    refused: [{ who: 'S0SRE0000' }, { who: 'T1/S0EXECS00', why: expect.stringContaining('invite who is') }],
  });
});

test('there is room for so many, those who came before among them, and always for whoever declared it', async () => {
  const policy = { ...defaultPolicy, private: { ...defaultPolicy.private, inviteAtMost: 2 } };
  const house = openHouse({ policy });
  const { incident } = await house.declare();
  const about = { key: 'e1', stream: incident, attempt: 1 };
  const limited = (users: string[]) => withinLimit({ engine: house.engine, policy }, about, users, 'UANA');
  expect((await limited(['UANA', 'U1', 'U2', 'U3'])).users).toEqual(['UANA', 'U1', 'U2']);
  await house.engine.handle({
    type: 'record-invited',
    incident,
    wish: { invited: ['T1/UANA', 'T1/U1'], refused: [] },
    asking: house.asking(ana),
  });
  const { users, refused } = await limited(['U1', 'U2', 'U3']);
  expect(users).toEqual(['U1', 'U2']);
  expect(refused).toMatchObject([{ who: 'U3', why: expect.stringContaining('lets rules bring 2 people') }]);
  await house.close();
});
