import { checkBlame } from '../../evidence/blameless.ts';
import {
  alerted,
  ana,
  bo,
  chidi,
  declared,
  deployBot,
  minutes,
  says,
  type World,
} from '../../incident/fixtures/given.ts';
import { QUESTION_ABOUTS, type Question, SECTION_OF_ANSWER } from '../../incident/question-values.ts';
import { foldRecord, materialOf } from '../compose.ts';
import { composeReview } from '../compose-review.ts';
import type { SectionId } from '../document.ts';
import { CANDIDATES, proposeQuestions } from './propose.ts';

const at = (minute: number, by = bo) =>
  ({ by, at: minutes(minute), source: { kind: 'command', key: `c${minute}` } }) as const;

const proposed = (world: World) => proposeQuestions(materialOf(foldRecord(world.events), {}));
const about = (questions: readonly Question[], what: Question['about']) =>
  questions.find((one) => one.about === what);

/** A suspicion, something ruled out, an action, a question nobody answered, and an end. */
function vague(): World {
  const world = alerted();
  says(world, 1, 'looking into it');
  world.when('assign-role', { role: 'commander', to: bo }, at(2));
  says(world, 6, 'it is not the database after all, its load is normal', ana);
  says(world, 12, 'maybe the connection pool of checkout is exhausted', chidi);
  says(world, 14, 'does anybody know who owns the payment gateway config?', ana);
  says(world, 50, 'restarted the checkout pods', chidi);
  world.when('resolve', { text: 'it went away' }, at(90));
  return world;
}

/** Everything that could be asked of records that lack each thing. */
function everyKind(): Question[] {
  const bare = declared();
  bare.when('resolve', { text: 'it went away' }, at(30, ana));
  const two = declared();
  says(two, 20, 'it was fixed at 14:10 UTC, I checked', ana);
  two.when('resolve', { text: 'over' }, at(30));
  const odd = alerted();
  odd.when('set-key-time', { name: 'began', at: minutes(3), evidence: [], reason: 'the graph' }, at(6));
  odd.when('resolve', { text: 'over' }, at(30));
  const deployed = declared();
  says(deployed, -9, 'deployed v2.41.0 of checkout to production', deployBot);
  says(deployed, -4, 'flipped the flag for the new price cache to on in production', chidi);
  says(deployed, 5, 'still unclear why the pool was cut to five connections', ana);
  deployed.when('resolve', { text: 'over' }, at(30));
  return [vague(), bare, two, odd, deployed].flatMap((world) => {
    const material = materialOf(foldRecord(world.events), {});
    return Object.values(CANDIDATES).flatMap((candidates) => candidates(material));
  });
}

test('two to five, the best first, each about one moment and for whoever can tell', () => {
  const questions = proposed(vague());
  expect(questions.map((one) => `${one.about} ${one.to.name}: ${one.text}`)).toMatchInlineSnapshot(`
[
  "suspicion Chidi: At 14:12 you wrote “maybe the connection pool of checkout is exhausted”. What pointed there, and what became of it?",
  "detection Bo: The alert’s own start is 13:53; it was detected at 14:00, 7 min later. What can tell of it sooner next time?",
  "effect Chidi: At 14:50 you wrote “restarted the checkout pods”. What did it change?",
  "withdrawal Ana: At 14:06 you wrote “it is not the database after all, its load is normal”. What ruled it out?",
  "unanswered Bo: At 14:14 somebody asked in the channel: “does anybody know who owns the payment gateway config?” No answer is on record. What is it?",
]
`);
});

test('a cause that somebody named is not asked for again', () => {
  const world = vague();
  says(world, 95, 'the cause: the pool was cut from 50 to 5 by the deploy', ana);
  expect(about(proposed(world), 'suspicion')).toBeUndefined();
  expect(about(proposed(world), 'cause')).toBeUndefined();
});

test('what there was an effect of is not asked about', () => {
  const world = vague();
  says(world, 54, 'latency is back to normal, 210 ms', ana);
  expect(about(proposed(world), 'effect')).toBeUndefined();
});

test('the same record in any order of telling asks the same', () => {
  const { events } = vague();
  const again = proposeQuestions(materialOf({ ...foldRecord(events) }, {}));
  expect(again).toEqual(proposed(vague()));
});

test('nobody is asked for more than three', () => {
  const bare = declared();
  bare.when('resolve', { text: 'it went away' }, at(30, ana));
  expect(proposed(bare).filter(({ to }) => to.id === ana.id).length).toBeLessThanOrEqual(3);
});

test('where fewer than two are precise enough, none is proposed; nor of what was canceled', () => {
  const world = declared();
  world.when('cancel', { reason: 'false alarm' }, at(5));
  expect(proposed(world)).toEqual([]);
  const by = { kind: 'operator', id: 'cli' } as const;
  const machine = declared({}, undefined, { by });
  machine.when('resolve', { text: 'over' }, { ...at(5), by });
  expect(proposed(machine)).toEqual([]);
});

test('no wording of any question blames, by our own rules', () => {
  const questions = everyKind();
  expect(new Set(questions.map((one) => one.about))).toEqual(new Set(QUESTION_ABOUTS));
  const statements = questions.map(({ text }) => ({ text }));
  const document = {
    sections: [{ kind: 'questions' as const, title: 'Questions', statements }],
    people: ['Ana', 'Bo', 'Chidi'],
  };
  const found = checkBlame(document, { strict: true, partOnly: true });
  expect(found.map(({ rule, quoted }) => `${rule} ${quoted}`)).toEqual([]);
});

test('secrets in the words that a question quotes are masked', () => {
  const world = declared();
  says(world, 12, 'maybe the key AKIAIOSFODNN7EXAMPLE of the exporter is exhausted', chidi);
  world.when('resolve', { text: 'over' }, at(30));
  expect(JSON.stringify(proposed(world))).not.toContain('AKIAIOSFODNN7EXAMPLE');
});

describe('answers', () => {
  /** Everything that was proposed is asked; the question about this is answered so. */
  function answered(what: Question['about'], consent: 'name' | 'role' | 'owner', text: string): World {
    const world = vague();
    const questions = proposed(world).map((one) => ({ ...one, notBefore: 0 }));
    world.when('ask-questions', { questions }, at(100));
    const asked = world.state().review?.asked?.questions.find((one) => one.about === what);
    const by = asked?.to ?? bo;
    world.when('answer-question', { question: asked?.question ?? '', text, consent }, at(110, by));
    return world;
  }

  const statementsOf = (world: World, id: SectionId) =>
    composeReview(world.events).sections.find((one) => one.id === id)?.statements ?? [];

  test('stand in the section they belong to, under the name, with what they were asked about', () => {
    const world = answered('suspicion', 'name', 'the pool graph was flat at 50 for ten minutes');
    const said = statementsOf(world, 'contributing-factors').find(({ text }) => text.includes('flat at 50'));
    expect(said).toMatchObject({
      kind: 'quote',
      said: { by: 'Chidi' },
      label: 'asked what pointed there',
    });
    expect(said?.evidence).toHaveLength(2);
    const questions = statementsOf(world, 'contributing-factors').filter(({ kind }) => kind === 'question');
    expect(questions).toEqual([]);
  });

  test('under the role alone: the review names nobody, and cites nothing that would', () => {
    const world = answered('suspicion', 'role', 'the pool graph was flat at 50');
    const said = statementsOf(world, 'contributing-factors').find(({ text }) => text.includes('flat at 50'));
    expect(said).toMatchObject({ said: { by: 'a responder' } });
    const doc = composeReview(world.events);
    const cited = doc.cited.filter(({ id }) => said?.evidence.includes(id));
    expect(cited.map(({ author, kind }) => [author, kind])).toEqual([['a responder', 'answer']]);
  });

  test('for the owner alone: nowhere in the review', () => {
    const world = answered('suspicion', 'owner', 'I looked at the wrong graph first');
    expect(JSON.stringify(composeReview(world.events))).not.toContain('wrong graph');
    expect(statementsOf(world, 'contributing-factors').some(({ kind }) => kind === 'question')).toBe(true);
  });

  test('a question of the channel that is answered is not open any more', () => {
    const open = (world: World) =>
      JSON.stringify(composeReview(world.events).sections.find(({ id }) => id === 'open-questions'));
    const world = answered('unanswered', 'name', 'the payments team owns it');
    expect(open(world)).toContain('the payments team owns it');
    expect(open(world)).not.toContain('does anybody know');
    expect(open(vague())).toContain('does anybody know');
  });
});

test('what the template of the review would not show is not asked', () => {
  const asked = (text?: string) =>
    proposeQuestions(
      materialOf(foldRecord(vague().events), text === undefined ? {} : { template: { name: 'ours', text } }),
    );
  const sections = (questions: readonly Question[]) =>
    new Set(questions.map((one) => SECTION_OF_ANSWER[one.about]));
  const all = sections(asked());
  expect(all.size).toBeGreaterThan(1);
  const text = '## A\n\n{% section contributing-factors %}\n\n{% section open-questions %}\n';
  const fewer = [...sections(asked(text))];
  expect(fewer.length).toBeGreaterThan(0);
  expect(fewer.filter((id) => !['contributing-factors', 'open-questions'].includes(id))).toEqual([]);
  expect(asked('## A\n\n{% section summary %}\n')).toEqual([]);
});
