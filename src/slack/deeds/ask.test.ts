import { EMPTY_GATE, type GateSheet } from '../../evidence/gate-sheet.ts';
import type { Actor } from '../../incident/values.ts';
import { type DeedDesk, openDesk, wordsIn } from '../fixtures/deed-desk.ts';

let desk: DeedDesk;

afterEach(() => desk.close());

const words = async (user: string, line: string) => wordsIn(await desk.type(user, line));
const questionsOf = async () => (await desk.incident()).review?.asked?.questions ?? [];
const person = (user: string): GateSheet['questions'][number]['to'] => desk.context.people.actor(user);

/** Bo resolved it, with a draft in the channel that leaves these questions. */
async function drafted(
  policy: Parameters<typeof openDesk>[0] = {},
  more: (at: { evidence: string[] }) => GateSheet['questions'] = () => [],
): Promise<void> {
  desk = openDesk(policy);
  await desk.declare();
  const { engine } = desk.context;
  const incident = `incident/${(await desk.incident()).id}`;
  const own = desk.house.asking({ kind: 'firescribe', id: 'firescribe' });
  const chidi: Actor = desk.context.people.actor('UCHIDI');
  const place = { team: 'T1', channel: 'C1', ts: '1795356720.000100' };
  const said = await engine.handle({
    type: 'record-message',
    incident,
    wish: { place, author: chidi, text: 'maybe the pool is exhausted', files: [] },
    asking: { ...own, by: chidi, source: { kind: 'message', key: 'slack:T1/C1/1' } },
  });
  const evidence = [said.events[0]?.id ?? ''];
  await desk.type('UBO', 'resolve rolled back');
  const digest = 'a'.repeat(64);
  const files = { canvas: digest, markdown: digest, json: digest, log: digest };
  await engine.handle({
    type: 'record-draft',
    incident,
    wish: { cycle: 1, files, entries: { used: 1, notUsed: 0 }, sources: {} },
    asking: { ...own, source: { kind: 'effect', key: 'd1' } },
  });
  await engine.handle({
    type: 'record-delivery',
    incident,
    wish: { draft: 1, message: { team: 'T1', channel: 'C1', ts: '1795357000.000100' } },
    asking: { ...own, source: { kind: 'effect', key: 'd2' } },
  });
  const text = 'At 14:12 you wrote “maybe the pool is exhausted”. What pointed there?';
  const questions: GateSheet['questions'] = [
    { about: 'suspicion', text, evidence, to: person('UCHIDI') },
    { about: 'began', text: 'When did it begin for users?', evidence: [], to: person('UBO') },
    ...more({ evidence }),
  ];
  desk.context.gate = async () => ({ ...EMPTY_GATE, questions });
}

/** The form as it was opened, sent with these fields. */
async function send(user: string, values: Record<string, string>) {
  const opened = await desk.type(user, 'postmortem ask');
  if (opened.kind !== 'modal') {
    throw new Error(wordsIn(opened));
  }
  return desk.send(user, 'ask:form', values, opened.view.private_metadata);
}

const both = {
  'question:0': 'At 14:12 you wrote “maybe the pool is exhausted”. What pointed there?',
  'question:1': 'When did it begin for users?',
};

/** Both asked by Bo; the id of the one that Chidi got. */
async function asked(): Promise<string> {
  await send('UBO', both);
  return (await questionsOf())[0]?.question ?? '';
}

async function deleteMessage(): Promise<void> {
  await desk.context.engine.handle({
    type: 'record-deletion',
    incident: `incident/${(await desk.incident()).id}`,
    wish: { place: { team: 'T1', channel: 'C1', ts: '1795356720.000100' } },
    asking: desk.house.asking(desk.context.people.actor('UCHIDI')),
  });
}

const value = (question: string) => JSON.stringify({ question });

describe('asking', () => {
  test('the form shows each question, its moment, to whom it goes and when; emptied ones are left out', async () => {
    await drafted();
    const form = await words('UBO', 'pm ask');
    expect(form).toContain('To Chidi');
    expect(form).toContain('|the moment> · reaches them');
    expect(form).toContain('maybe the pool is exhausted');
    const sent = await send('UBO', { 'question:1': 'From when on did users feel it?' });
    expect(sent).toMatchObject({ answer: { kind: 'close', text: expect.stringContaining('Bo ') } });
    const questions = await questionsOf();
    expect(questions).toMatchObject([{ about: 'began', to: { name: 'Bo' } }]);
    const event = await desk.context.engine.questions.event(questions[0]?.question ?? '');
    expect(event?.content).toEqual({ text: 'From when on did users feel it?' });
    expect(event?.data).toMatchObject({ notBefore: expect.any(Number) });
  });

  test('is done once, after it is over, by those who may', async () => {
    await drafted({ rights: { publish: ['commander'] } });
    expect(await words('UCHIDI', 'postmortem ask')).toContain('Questions are asked by whoever sees to');
    expect(await words('UGUEST', 'postmortem ask')).toContain('Questions are asked by whoever sees to');
    await asked();
    expect(await words('UBO', 'postmortem ask')).toContain(
      'Bo has asked for the postmortem of INC-1 already',
    );
    expect(await words('UANA', 'postmortem status')).toContain('Questions: 2 questions asked, 0 answered.');
  });

  test('where the record leaves too little, it says so', async () => {
    await drafted();
    desk.context.gate = async () => EMPTY_GATE;
    expect(await words('UBO', 'postmortem ask')).toContain('fewer than two that are precise enough');
  });

  test('guests and bots are not asked, and the form says which questions stay open', async () => {
    await drafted({}, ({ evidence }) => [
      { about: 'effect', text: 'What did it change?', evidence, to: person('UGUEST') },
      { about: 'trigger', text: 'Did it have a part?', evidence, to: person('UBOT') },
    ]);
    const form = await words('UBO', 'postmortem ask');
    expect(form).not.toContain('To Gil');
    expect(form).toMatch(/Gil \(guests and people of other workspaces are not asked\): What did it change/);
    expect(form).toContain('Firescribe (a bot is not asked)');
  });

  test('words that blame come back with another wording: they go out in our name', async () => {
    await drafted();
    const sent = await send('UBO', {
      ...both,
      'question:1': 'Why did the on-call not look at the dashboard?',
    });
    expect(sent).toMatchObject({
      answer: { kind: 'errors', errors: { 'question:1': expect.stringMatching(/^B9: /) } },
    });
    expect(await questionsOf()).toEqual([]);
  });

  test('what asks about a message that its author deleted since is not offered', async () => {
    await drafted();
    await deleteMessage();
    const form = await words('UBO', 'postmortem ask');
    expect(form).toContain('When did it begin for users?');
    expect(form).not.toContain('pool is exhausted');
  });

  test('all emptied is a refusal', async () => {
    await drafted();
    expect(await send('UBO', {})).toMatchObject({ refused: expect.stringContaining('No question is left') });
  });
});

describe('answering', () => {
  const answer = (user: string, question: string, fields: Record<string, string>) =>
    desk.send(user, 'answer:form', fields, JSON.stringify({ more: { question, channel: 'D1', ts: '1.2' } }));

  test('shows the question, its moment and how the words may appear; without the name at first', async () => {
    await drafted();
    const question = await asked();
    const opened = wordsIn(await desk.press('UCHIDI', 'answer:open', value(question)));
    expect(opened).toContain('maybe the pool is exhausted');
    expect(opened).toContain('|the moment>');
    expect(opened).toContain('Only for Bo');
    expect(opened).toMatch(/"initial_option": \{\s+"text": \{[^}]*Without my name: “a responder”/);
    await answer('UCHIDI', question, { answer: 'the graph was flat', consent: 'name' });
    expect((await questionsOf())[0]).toMatchObject({
      answer: { consent: 'name' },
      place: { channel: 'D1', ts: '1.2' },
    });
    const again = wordsIn(await desk.press('UCHIDI', 'answer:open', value(question)));
    expect(again).toContain('"initial_value": "the graph was flat"');
    expect(await words('UANA', 'postmortem status')).toContain('2 questions asked, 1 answered.');
  });

  test('is for whoever was asked; an empty one is given back', async () => {
    await drafted();
    const question = await asked();
    expect(wordsIn(await desk.press('UANA', 'answer:open', value(question)))).toContain(
      'put to somebody else',
    );
    expect(await answer('UANA', question, { answer: 'x', consent: 'name' })).toMatchObject({
      refused: 'This question was put to somebody else.',
    });
    expect(await answer('UCHIDI', question, { consent: 'name' })).toMatchObject({ field: 'answer' });
  });

  test('declined, it is counted and no more; taken back, the words are gone', async () => {
    await drafted();
    const question = await asked();
    await desk.press('UCHIDI', 'answer:decline', value(question));
    expect(await words('UANA', 'postmortem status')).toContain('0 answered, 1 declined.');
    await answer('UCHIDI', question, { answer: 'the graph was flat', consent: 'role' });
    await desk.press('UCHIDI', 'answer:withdraw', value(question));
    const events = await desk.context.engine.questions.events(`incident/${(await desk.incident()).id}`);
    expect(JSON.stringify(events)).not.toContain('the graph was flat');
  });

  test('what is for the owner alone is read by them alone, also by no later owner', async () => {
    await drafted();
    const question = await asked();
    const form = await desk.press('UCHIDI', 'answer:open', value(question));
    // While it is filled in, somebody else takes the review over.
    await desk.type('UANA', 'postmortem owner @ana');
    const metadata = form.kind === 'modal' ? form.view.private_metadata : '';
    await desk.send('UCHIDI', 'answer:form', { answer: 'I was on the phone', consent: 'owner' }, metadata);
    expect(wordsIn(await desk.press('UBO', 'ask:answers'))).toContain('I was on the phone');
    const refused = wordsIn(await desk.press('UANA', 'ask:answers'));
    expect(refused).not.toContain('on the phone');
    expect(refused).toContain('for whoever saw to the postmortem when they were given');
    expect(await words('UANA', 'timeline all')).not.toContain('on the phone');
    expect(await words('UANA', 'search phone')).not.toContain('on the phone');
  });

  test('without the name: neither search nor the timeline says who it was', async () => {
    await drafted();
    const question = await asked();
    await desk.press('UCHIDI', 'answer:open', value(question));
    await answer('UCHIDI', question, { answer: 'the graph was flat', consent: 'role' });
    const entries = await desk.context.engine.questions.entries(`incident/${(await desk.incident()).id}`, {
      kind: 'operator',
    });
    const after = entries.filter(({ type }) => /question|answer/.test(type));
    expect(after.length).toBeGreaterThan(3);
    expect(JSON.stringify(after)).not.toMatch(/UCHIDI|Chidi/);
    const found = await words('UANA', 'search graph flat');
    expect(found).toContain('flat');
    expect(found).not.toMatch(/Chidi/);
  });

  test('a message that its author deleted is not shown in what asks about it', async () => {
    await drafted();
    const question = await asked();
    await deleteMessage();
    const opened = wordsIn(await desk.press('UCHIDI', 'answer:open', value(question)));
    expect(opened).not.toContain('pool is exhausted');
    expect(opened).toContain('not in the record any more');
  });
});
