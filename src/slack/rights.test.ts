// Rights are the same at every entrance, and a refusal names who may as Slack shows people.
import { type DeedDesk, openDesk, wordsIn } from './fixtures/deed-desk.ts';

let desk: DeedDesk;
const open = async (rights: Parameters<typeof openDesk>[0]) => {
  desk = openDesk(rights);
  await desk.declare();
};

afterEach(() => desk.close());

test('a line, a button and a form are refused alike, and the sentence shows the person and the group', async () => {
  await open({ rights: { 'change-severity': ['S0SRE00000', 'UCHIDI'], 'change-status': ['commander'] } });
  const sentence = 'Only <!subteam^S0SRE00000> or <@UCHIDI> may change the severity here';
  expect(wordsIn(await desk.type('UBO', 'severity 1 UCHIDI said'))).toContain(sentence);
  expect(wordsIn(await desk.press('UBO', 'severity:choose', 'sev-1'))).toContain(sentence);
  expect(await desk.send('UBO', 'severity:form', { severity: 'sev-1' })).toMatchObject({
    refused: expect.stringContaining('Only S0SRE00000 or UCHIDI may change the severity'),
  });
  expect((await desk.incident()).severityChosen).toBe(false);
  await desk.type('UCHIDI', 'severity 1');
  expect((await desk.incident()).severity.id).toBe('sev-1');
});

test('whoever takes the role may, from then on', async () => {
  await open({ rights: { 'change-status': ['commander'] } });
  expect(wordsIn(await desk.type('UBO', 'resolve rolled back'))).toContain('Only the Commander may change');
  await desk.type('UBO', 'role commander <@UBO>');
  await desk.type('UBO', 'resolve rolled back');
  expect((await desk.incident()).status).toBe('resolved');
});

test('what was typed is not taken for somebody', async () => {
  await open({ rights: { page: ['UCHIDI'] } });
  expect(wordsIn(await desk.type('UBO', 'severity S0OTHER000'))).toContain('S0OTHER000 is not a severity');
});
