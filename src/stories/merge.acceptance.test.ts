// Two incidents that are one: the duplicate ends, its alerts and people go where it goes on, and each record stays whole.
import { verifyRecord } from '../ops/verify.ts';
import { onDisk } from './on-disk.ts';
import { scene } from './scene.ts';

const MINUTE = 60_000;
const api = { service: 'search-api', fingerprint: 'f2', annotations: { summary: 'Walrus search errors' } };

/** People work on checkout (INC-1); an alert opens an incident of search (INC-2). */
async function two() {
  const story = await scene();
  const { clock, alert, said, later } = story;
  const checkout = await story.declare('Checkout is slow --sev 2 --service checkout-api');
  const startsAt = new Date(clock.now()).toISOString();
  await alert({ ...api, startsAt });
  const search = await story.channelOf(2);
  await story.card(search);
  await said(search, /Nobody has said how bad this is/);
  await said('incidents', /^INC-2 /);
  const sound = async () => (await verifyRecord({ database: story.app().core.database })).problems;
  return {
    ...{ ...story, checkout, search, sound },
    /** The alert that opened it ends. */
    async ends() {
      const endsAt = new Date(clock.now()).toISOString();
      await alert({ ...api, status: 'resolved', startsAt, endsAt });
      await later(MINUTE);
    },
    alerts: async () => [(await story.incident(checkout)).counts, (await story.incident(search)).counts],
  };
}

test('people and alerts go where it goes on, later alerts and their ends, too; the review names what was merged', async () => {
  const { ana, chidi, dev, slack, checkout, search, said, card, later, ...story } = await two();
  await dev.join(search);
  await chidi.join(search);
  await chidi.join(checkout);
  await chidi.leave(checkout);
  await chidi.slash(search, '/incident followup Alert on the pool @chidi by 2026-12-01');
  await said(search, /Alert on the pool/);
  await chidi.say(search, 'the pool is exhausted');
  await chidi.slash(search, '/incident merge into 1 same <!channel> database');
  await later(MINUTE);
  expect((await said(search, /Chidi merged this incident into \*INC-1\*/)).words).toMatch(
    /goes on for both in <#.*Whoever is here is invited there\. Its alert counts there.*1 open action item stays with INC-2: `\/incident INC-2 tasks`.*`\/incident reopen`\..*same &lt;!channel&gt; database/s,
  );
  expect((await said(checkout, /Chidi merged INC-2/)).words).toMatch(
    /into this incident: it is the same trouble\. Along come 1 alert and whoever was in its channel\..*1 open action item stays with INC-2/,
  );
  await said('incidents', /INC-2: Chidi merged this incident into INC-1 \(<#/);
  const announced = slack.see.messages('incidents').find(({ text }) => text.startsWith('INC-2 Walrus'));
  expect(JSON.stringify(announced?.blocks)).toMatch(/canceled.*Goes on as INC-1/);
  expect((await card(search)).words).toMatch(
    /\(duplicate\).*Merged into INC-1 Checkout is slow \(acknowledged\)/s,
  );
  expect((await card(checkout)).words).toMatch(
    /Merged into this one: INC-2 Walrus search errors \(canceled\)/,
  );
  expect(slack.see.members(checkout)).toContain(dev.id);
  expect(slack.see.members(checkout)).not.toContain(chidi.id);

  expect(await story.alerts()).toMatchObject([{ signals: 1, firing: 1 }, { firing: 1 }]);
  await story.ends();
  expect(await story.alerts()).toMatchObject([{ signals: 1, firing: 0 }, { firing: 0 }]);
  await story.alert(api);
  expect(await story.alerts()).toMatchObject([{ signals: 2, firing: 1 }, { signals: 1 }]);
  await ana.slash('general', '/incident list all');
  expect((await story.whispered(ana, /The latest/)).words).toContain('canceled as duplicate of INC-1');
  await story.resolve(checkout);
  const { markdown, document } = await story.review(checkout);
  expect(markdown).toMatch(
    /- INC-2 was merged into this incident, with 1 alert; 1 message and 1 open action item stay in its own record\./,
  );
  expect(markdown).toMatch(/\| Walrus search errors \| alertmanager \|/);
  expect(JSON.stringify(document.sections.find(({ id }) => id === 'open-questions'))).not.toContain('INC-2');
  expect(await story.sound()).toEqual([]);
  await story.nothingElse();
});

test('reopened it stands by itself again: both hear of its alert’s end; merged the other way round nothing goes in circles', async () => {
  const { bo, bot, checkout, search, said, card, later, ...story } = await two();
  await bo.say(checkout, `<@${bot}> merge INC-2 into 1`);
  await story.whispered(bo, /INC-2 is merged into INC-1, which goes on/);
  await said(search, /Bo merged this incident/);
  await said(checkout, /Bo merged INC-2/);
  await said('incidents', /Bo merged this incident/);
  await bo.slash(checkout, '/incident INC-2 reopen another database');
  await story.whispered(bo, /Reopened/);
  await said(search, /Status: \*acknowledged\* .*It is part of INC-1 \(<#.*>\) no more\..*another database/s);
  await said('incidents', /Status: \*acknowledged\*/);
  await said(checkout, /Bo reopened INC-2 .*it is part of this incident no more/);
  await later(MINUTE);
  expect((await card(checkout)).words).not.toContain('Merged into');
  expect((await card(search)).words).not.toContain('Merged into');
  await bo.slash(search, '/incident merge INC-1');
  await story.whispered(bo, /INC-1 is merged into INC-2/);
  await said(checkout, /Bo merged this incident into \*INC-2\*/);
  await said(search, /It was SEV-2, this one is SEV-3/);
  await said('incidents', /INC-1: Bo merged this incident into INC-2/);
  expect(await story.alerts()).toMatchObject([
    { signals: 1, firing: 1 },
    { signals: 1, firing: 1 },
  ]);
  await story.ends();
  expect(await story.alerts()).toMatchObject([{ firing: 0 }, { firing: 0 }]);
  await bo.slash(checkout, '/incident merge into 2');
  await story.whispered(bo, /INC-1 was merged into INC-2 already: by Bo at .*reopen/);
  expect(await story.sound()).toEqual([]);
  await story.nothingElse();
});

test('an alert that is redacted where it goes on is gone from where it came from, too', async () => {
  const { bo, ana, checkout, search, said, later, ...story } = await two();
  await bo.slash(search, '/incident merge into 1');
  await said(search, /Bo merged this incident/);
  await said(checkout, /Bo merged INC-2/);
  await said('incidents', /Bo merged this incident/);
  await ana.slash(checkout, '/incident redact');
  const [entry] = (await story.entries(checkout)).filter(({ type }) => type === 'signal-attached');
  await ana.submit({ entry: entry?.id ?? '' });
  await later(2 * MINUTE);
  await story.whispered(ana, /redacted/i);
  expect(onDisk(story.app, 'walrus')).toBe(0);
  expect((await story.incident(search)).title.text).toBe('[redacted]');
  await story.ends();
  expect(onDisk(story.app, 'walrus')).toBe(0);
  expect(await story.alerts()).toMatchObject([{ firing: 0 }, { firing: 0 }]);
  expect(await story.sound()).toEqual([]);
  await story.nothingElse();
});

test('private ones are merged by who is in both, and let nobody in by that; nothing public leads to them', async () => {
  const { ana, bo, dev, slack, said, whispered, card, later, ...story } = await scene();
  const open = await story.declare('Checkout is slow --sev 2');
  const [one, other] = [
    await story.declare('Payroll leaks --sev 2'),
    await story.declare('Salaries leak --sev 2'),
  ];
  for (const channel of [one, other]) {
    await ana.makePrivate(channel);
    await said(channel, /made this channel private/);
  }
  await bo.leave(other);
  await later(MINUTE);
  await bo.slash(open, '/incident merge INC-3');
  await whispered(bo, /There is no INC-3 that you can see/);
  await ana.slash(open, '/incident merge into 2');
  await whispered(ana, /INC-2 is private and the other one is not: neither may lead to the other/);
  await ana.slash(one, '/incident merge into 3');
  expect((await said(one, /Ana merged this incident into \*INC-3\*/)).words).toContain(
    'Nobody is let in there by this',
  );
  await said(other, /Ana merged INC-2/);
  await later(MINUTE);
  expect((await card(other)).words).toContain('Merged into this one: INC-2');
  expect((await card(other)).words).not.toContain('Payroll');
  expect(slack.see.members(other)).not.toContain(bo.id);
  const seen = JSON.stringify(
    [slack.see.messages('incidents'), slack.see.messages(open)].flat().filter(({ fields }) => !fields),
  );
  expect(seen).not.toMatch(/INC-[23]|Payroll|Salaries/);
  await dev.slash('general', '/incident INC-2 status');
  await whispered(dev, /There is no INC-2 that you can see/);
  await story.nothingElse();
});
