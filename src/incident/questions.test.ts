import { defaultPolicy } from '../policy/defaults.ts';
import {
  ana,
  bo,
  chidi,
  declared,
  firescribe,
  minutes,
  placeAt,
  says,
  type World,
} from './fixtures/given.ts';
import type { Consent } from './question-values.ts';
import { timesNow } from './review-state.ts';
import type { Actor } from './values.ts';

const at = (minute: number, by: Actor = bo) =>
  ({ by, at: minutes(minute), source: { kind: 'button', key: `c${minute}/${by.id}` } }) as const;
const own = (minute: number) => ({ ...at(minute), by: firescribe, grants: ['operator'] });

/** Bo leads; it is over, with a draft in the channel. */
function over(policy = defaultPolicy): World {
  const world = declared({}, policy);
  world.when('assign-role', { role: 'commander', to: bo }, at(1, ana));
  says(world, 12, 'maybe the pool is exhausted', chidi);
  world.when('resolve', { text: 'rolled back' }, at(30));
  const files = { canvas: 'a', markdown: 'b', json: 'c', log: 'd' };
  world.when(
    'record-draft',
    { cycle: 1, files, entries: { used: 1, notUsed: 0 }, sources: {} },
    { ...own(31) },
  );
  world.when('record-delivery', { draft: 1, message: placeAt(31) }, own(31));
  return world;
}

const suspicionOf = (world: World) => world.events.find(({ type }) => type === 'message-posted')?.id ?? '';

const wishes = (world: World) => [
  {
    about: 'suspicion' as const,
    text: 'You wrote “maybe the pool is exhausted”. What pointed there?',
    evidence: [suspicionOf(world)],
    to: chidi,
    notBefore: minutes(600),
  },
  {
    about: 'began' as const,
    text: 'When did it begin for users?',
    evidence: [],
    to: bo,
    notBefore: minutes(40),
  },
];

function asked(world = over()): World {
  world.when('ask-questions', { questions: wishes(world) }, at(35));
  return world;
}

const questionsOf = (world: World) => world.state().review?.asked?.questions ?? [];
const idOf = (world: World, about = 'suspicion') =>
  questionsOf(world).find((one) => one.about === about)?.question ?? '';

const answer = (world: World, consent: Consent, text = 'the pool graph was flat at 50', minute = 50) =>
  world.when('answer-question', { question: idOf(world), text, consent }, at(minute, chidi));

describe('asking', () => {
  test('is one fact for each question, with the words where a redaction reaches them', () => {
    const world = asked();
    const facts = world.events.filter(({ type }) => type === 'question-asked');
    expect(facts.map(({ content }) => (content as { text: string }).text)).toEqual(
      wishes(world).map(({ text }) => text),
    );
    expect(questionsOf(world).map(({ about, to }) => [about, to.name])).toEqual([
      ['suspicion', 'Chidi'],
      ['began', 'Bo'],
    ]);
    expect(JSON.stringify(world.state().review)).not.toContain('pool');
  });

  test('nobody is asked twice for one review, and not before it is over; a reopened one gets a new turn', () => {
    expect(declared().refusal('ask-questions', { questions: [] })).toContain(
      'questions are asked once it is',
    );
    const world = asked();
    expect(world.refusal('ask-questions', { questions: wishes(world) }, at(36))).toContain(
      'Bo has asked for the postmortem of INC-42 already, and nobody is asked twice',
    );
    world.when('reopen', { reason: 'it is back' }, at(60));
    expect(world.refusal('answer-question', { question: idOf(world), text: 'x', consent: 'name' })).toContain(
      'was opened again since this was asked',
    );
    world.when('resolve', { text: 'for good' }, at(90));
    world.when('ask-questions', { questions: wishes(world) }, at(95));
    expect(questionsOf(world)).toHaveLength(2);
  });

  test('is for the owner, whoever leads, and who may publish; others hear who may', () => {
    const strict = { ...defaultPolicy, rights: { publish: ['T1/U9'] } };
    const world = over(strict);
    const questions = wishes(world);
    expect(world.refusal('ask-questions', { questions }, at(35, chidi))).toContain(
      'Questions are asked by whoever sees to the postmortem of INC-42, by the Commander, or by those who may publish it.',
    );
    expect(world.refusal('ask-questions', { questions }, { ...at(35, chidi), grants: ['guest'] })).toContain(
      'Questions are asked by',
    );
    world.when('assign-review', { owner: chidi }, at(36));
    world.when('ask-questions', { questions }, at(37, chidi));
    expect(world.state().review?.asked?.by).toEqual(chidi);
  });

  test('words that are emptied are left out, and none left is a refusal', () => {
    const world = over();
    const [first, second] = wishes(world);
    const empty = { ...first!, text: '  ' };
    expect(world.refusal('ask-questions', { questions: [empty] }, at(35))).toContain('No question is left');
    world.when('ask-questions', { questions: [empty, second!] }, at(35));
    expect(questionsOf(world).map(({ about }) => about)).toEqual(['began']);
  });
});

describe('answers', () => {
  const entryOf = (world: World) => world.entries().find(({ type }) => type === 'question-answered');

  test('under the name: it is an entry of its author, and found by its words', () => {
    const world = asked();
    answer(world, 'name');
    expect(entryOf(world)).toMatchObject({
      kind: 'answer',
      author: chidi,
      text: 'the pool graph was flat at 50',
    });
    expect([...world.documents.values()]).toContain('the pool graph was flat at 50');
  });

  test('under the role alone: no entry of it says who, nor does the press that led to it', () => {
    const world = asked();
    world.when('record-answer', { command: 'answer:open', line: 'the button answer:open' }, at(49, chidi));
    answer(world, 'role');
    const said = world.entries().filter(({ at: when }) => when >= minutes(49));
    expect(said.map(({ author }) => author.name)).toEqual(['a responder', 'a responder']);
    expect(JSON.stringify(said)).not.toMatch(/Chidi|U3/);
    world.when(
      'answer-question',
      { question: idOf(world, 'began'), text: 'at 13:58', consent: 'role' },
      at(51),
    );
    expect(world.entries().at(-1)?.author.name).toBe('the Commander');
  });

  test('for the owner alone: the words are in no entry and not found, and later owners do not read them', () => {
    const world = asked();
    answer(world, 'owner', 'I was on the phone with the vendor');
    expect(JSON.stringify(world.entries())).not.toContain('vendor');
    expect(JSON.stringify([...world.documents])).not.toContain('vendor');
    expect(questionsOf(world)[0]?.answer).toMatchObject({ consent: 'owner', reader: bo.id });
    world.when('assign-review', { owner: ana }, at(52));
    expect(questionsOf(world)[0]?.answer?.reader).toBe(bo.id);
  });

  test('are given by whoever was asked and by nobody else', () => {
    const world = asked();
    const wish = { question: idOf(world), text: 'x', consent: 'name' as const };
    expect(world.refusal('answer-question', wish, at(50, ana))).toBe(
      'This question was put to somebody else.',
    );
    expect(world.refusal('decline-question', { question: idOf(world) }, at(50, ana))).toContain('else');
    expect(world.refusal('answer-question', { ...wish, text: ' ' }, at(50, chidi))).toContain('is empty');
  });

  test('a change takes the earlier words away for good, and names nobody with it', () => {
    const world = asked();
    answer(world, 'name', 'first words');
    answer(world, 'role', 'second words', 55);
    expect(JSON.stringify(world.events)).not.toContain('first words');
    expect([...world.documents.values()]).toEqual(expect.not.arrayContaining(['first words']));
    const redaction = world.entries().find(({ type }) => type === 'entry-redacted');
    expect(redaction).toMatchObject({ author: { kind: 'firescribe' } });
    expect(redaction?.text).toContain('an answer was changed by whoever gave it');
    expect(questionsOf(world)[0]?.answer?.consent).toBe('role');
  });

  test('withdrawn, the words are erased and the question stands unanswered; nobody is asked again', () => {
    const world = asked();
    expect(world.refusal('withdraw-answer', { question: idOf(world) }, at(49, chidi))).toContain('no answer');
    answer(world, 'name');
    world.when('withdraw-answer', { question: idOf(world) }, at(60, chidi));
    expect(JSON.stringify(world.events)).not.toContain('flat at 50');
    expect(questionsOf(world)[0]).toMatchObject({ withdrawn: true });
    expect(questionsOf(world)[0]?.answer).toBeUndefined();
  });

  test('what is for the owner alone goes without a trace in the timeline', () => {
    const world = asked();
    answer(world, 'owner');
    world.when('withdraw-answer', { question: idOf(world) }, at(60, chidi));
    expect(world.entries().some(({ type }) => type === 'entry-redacted')).toBe(false);
    expect(world.last.erase).toHaveLength(1);
  });

  test('after publishing, a change and a withdrawal flag the review once each', () => {
    const world = asked();
    answer(world, 'name');
    const files = { canvas: 'a', markdown: 'b', json: 'c', log: 'd' };
    const sources = { [questionsOf(world)[0]?.answer?.event ?? '']: ['contributing-factors'] };
    world.when(
      'record-draft',
      { cycle: 1, files, entries: { used: 1, notUsed: 0 }, sources },
      { ...own(52) },
    );
    world.when('record-delivery', { draft: 2, message: placeAt(31) }, own(52));
    world.when('confirm-key-times', { shown: timesNow(world.state()), guesses: [] }, at(53));
    world.when('publish-review', {}, at(54));
    answer(world, 'role', 'it was 5, not 50', 70);
    expect(JSON.stringify(world.entries().slice(-4))).not.toMatch(/Chidi|U3/);
    expect(world.state().review?.changed).toMatchObject([
      { how: 'edited', sections: ['contributing-factors'] },
    ]);
  });
});

describe('declining', () => {
  test('is written down without a reason and without a name, and may be thought over', () => {
    const world = asked();
    world.when('decline-question', { question: idOf(world) }, at(50, chidi));
    expect(world.entries().at(-1)).toMatchObject({ author: { name: 'a responder' } });
    expect(world.when('decline-question', { question: idOf(world) }, at(51, chidi)).facts).toEqual([]);
    answer(world, 'name');
    expect(questionsOf(world)[0]?.declined).toBeUndefined();
    expect(world.refusal('decline-question', { question: idOf(world) }, at(52, chidi))).toContain('Withdraw');
  });
});

describe('redaction', () => {
  test('of a message takes along the question that repeats it', () => {
    const world = asked();
    world.when('redact', { place: placeAt(12) }, at(60));
    expect(JSON.stringify(world.events)).not.toContain('pool is exhausted');
    const redaction = world.events.findLast(({ type }) => type === 'entry-redacted');
    expect(redaction?.data).toMatchObject({ events: [suspicionOf(world), idOf(world)] });
  });

  test('of an answer erases it, and the question stands unanswered', () => {
    const world = asked();
    answer(world, 'name');
    world.when('redact', { entry: questionsOf(world)[0]?.answer?.event ?? '' }, at(60));
    expect(JSON.stringify(world.events)).not.toContain('flat at 50');
    expect(questionsOf(world)[0]).toMatchObject({ withdrawn: true });
  });
});

describe('sending', () => {
  test('where it stands, or why it could not be, is known of all questions to one person', () => {
    const world = asked();
    world.when('record-questions-unsent', { to: bo.id, why: 'deactivated' }, own(40));
    world.when('record-questions-sent', { to: chidi.id, place: placeAt(40, 'D1') }, own(40));
    expect(questionsOf(world).map(({ place, unsent }) => [place?.channel, unsent])).toEqual([
      ['D1', undefined],
      [undefined, 'deactivated'],
    ]);
    const late = world.when('record-questions-unsent', { to: chidi.id, why: 'unclear' }, own(41));
    expect(late.facts).toEqual([]);
    expect(world.when('record-questions-sent', { to: ana.id, place: placeAt(40) }, own(41)).facts).toEqual(
      [],
    );
  });
});
