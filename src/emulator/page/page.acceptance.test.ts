import type { Page } from 'playwright-core';
import type { Emulator } from '../emulator.ts';
import { hasBrowser } from './fixtures/browser.ts';
import { startVisit, type Visit } from './fixtures/visit.ts';

const driven = hasBrowser() ? describe : describe.skip;

// One visit: a test goes on where the one before it ended.
driven('the client page, as a person uses it', () => {
  let visit: Visit;
  let slack: Emulator;
  let page: Page;
  const sidebar = () => visit.hands.sidebar();
  const composer = () => visit.hands.composer();
  const messages = () => visit.hands.messages();
  const message = (text: string) => visit.hands.message(text);
  const dialog = () => visit.hands.dialog();
  const become = (name: string) => visit.hands.become(name);
  const write: Visit['hands']['write'] = (box, text) => visit.hands.write(box, text);
  const choose: Visit['hands']['choose'] = (text, item) => visit.hands.choose(text, item);

  beforeAll(async () => {
    visit = await startVisit();
    ({ slack, page } = visit);
  });

  afterAll(() => visit?.end());

  beforeEach(async () => {
    await sidebar().getByRole('button', { name: 'ops' }).click();
    await composer().waitFor();
  });

  test('it takes little until it can be used', async () => {
    await page.reload();
    await write(composer(), 'Is anybody there');
    await message('Is anybody there').waitFor();
    const sizes = await page.evaluate(() =>
      performance
        .getEntriesByType('resource')
        .map((each) => (each as PerformanceResourceTiming).decodedBodySize),
    );
    expect(sizes.length).toBeLessThanOrEqual(8);
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(500_000);
  });

  test('what is said is sent with its mentions, and drawn with its formatting', async () => {
    await write(composer(), '*Latency* is up, see `p99` <b>');
    await expect(message('Latency').locator('b', { hasText: 'Latency' }).textContent()).resolves.toBe(
      'Latency',
    );
    await expect(message('Latency').textContent()).resolves.toContain('see p99 <b>');
    await composer().pressSequentially('ask @lar');
    await composer().press('Enter');
    await composer().press('Enter');
    await message('ask @Bo Larsen').waitFor();
    expect(slack.see.messages('ops').at(-1)?.text).toBe(`ask <@${slack.as('bo').id}>`);
  });

  test('a thread is replied to beside the channel', async () => {
    await write(composer(), 'Who looks at the pool?');
    await message('Who looks').hover();
    await message('Who looks').getByRole('button', { name: 'Reply in thread' }).click();
    await write(page.getByRole('combobox', { name: 'Reply…' }), 'I do');
    await page.getByRole('log', { name: 'Thread' }).getByText('I do').waitFor();
    await message('Who looks').getByText('1 reply').waitFor();
    const [parent, reply] = slack.see.messages('ops').slice(-2);
    expect(reply).toMatchObject({ text: 'I do', threadTs: parent?.ts });
    await page.getByRole('combobox', { name: 'Reply…' }).fill('/incident declare');
    await page.getByRole('combobox', { name: 'Reply…' }).press('Enter');
    await page.getByText('/incident is not supported in threads. Sorry!').waitFor();
    await page.getByRole('button', { name: 'Close thread' }).click();
  });

  test('one reacts, and takes it back', async () => {
    await write(composer(), 'The pool is full');
    await message('The pool is full').hover();
    await message('The pool is full').getByRole('button', { name: 'React with pushpin' }).click();
    const reaction = message('The pool is full').locator('.reaction[aria-pressed=true]');
    await reaction.waitFor();
    expect(slack.see.messages('ops').at(-1)?.reactions).toEqual([
      { name: 'pushpin', users: [slack.as('ana').id] },
    ]);
    await reaction.click();
    await reaction.waitFor({ state: 'detached' });
  });

  test('one edits and deletes one’s own message, and is refused for another’s', async () => {
    await write(composer(), 'It began at 14:20');
    await choose('It began', 'Edit message');
    const box = page.getByRole('textbox', { name: 'Edit message' });
    await box.fill('It began at 14:02');
    await box.press('Enter');
    await message('It began at 14:02').getByText('(edited)').waitFor();
    await choose('It began', 'Delete message');
    await dialog().getByRole('button', { name: 'Delete' }).click();
    await message('It began').waitFor({ state: 'detached' });
    await slack.as('bo').say('ops', 'Mine, says Bo');
    await message('Mine, says Bo').waitFor();
    await choose('Mine, says Bo', 'Delete message');
    await dialog().getByRole('button', { name: 'Delete' }).click();
    await page.getByText('You can delete your own messages only.').waitFor();
  });

  test('a message is pinned, found under pins, and found again from there', async () => {
    await write(composer(), 'Rolled back to 1.4.2');
    await choose('Rolled back', 'Pin to channel');
    await message('Rolled back').getByText('Pinned by you').waitFor();
    await page.getByRole('tab', { name: 'Pins 1' }).click();
    await page.getByRole('button', { name: 'Show in channel' }).click();
    await page.locator('.message.marked', { hasText: 'Rolled back' }).waitFor();
  });

  test('a message shortcut takes the message to the app', async () => {
    await write(composer(), 'Worth keeping');
    await choose('Worth keeping', 'Pin');
    await message('Kept: Worth keeping').waitFor();
  });

  test('a command is completed, its modal refuses, then takes what is entered', async () => {
    await composer().pressSequentially('/inc');
    await page.getByRole('option', { name: /\/incident/ }).waitFor();
    await composer().press('Enter');
    await composer().pressSequentially('declare');
    await composer().press('Enter');
    await dialog().getByLabel('Title').fill('abc');
    await dialog().getByRole('button', { name: 'Declare' }).click();
    await dialog().getByText('Please complete this required field.').waitFor();
    await dialog().getByLabel('Severity').selectOption('SEV-2');
    await dialog().getByRole('button', { name: 'Declare' }).click();
    await dialog().getByText('Say a little more.').waitFor();
    await dialog().getByLabel('Title').fill('Checkout is slow');
    await dialog().getByLabel('Invite').fill('dev');
    await dialog().getByLabel('Invite').press('Enter');
    await dialog().getByLabel('Title').press('Enter');
    await dialog().waitFor({ state: 'detached' });
    await message('Checkout is slow').getByText('SEV-2').waitFor();
    await message('Checkout is slow').getByText('Invited: @Dev Patel').waitFor();
  });

  test('buttons and menus of a message act, after their question where they have one', async () => {
    const last = () => message('Checkout is slow');
    await last().getByRole('button', { name: 'Acknowledge' }).click();
    await message('@Ana Ruiz pressed ack').waitFor();
    await last().getByRole('combobox', { name: 'Status' }).selectOption('mitigated');
    await message('@Ana Ruiz pressed status mitigated').waitFor();
    await last().getByRole('button', { name: 'Resolve' }).click();
    await dialog().getByRole('button', { name: 'No' }).click();
    await last().getByRole('button', { name: 'Resolve' }).click();
    await dialog().getByText('Everybody is told.').waitFor();
    await dialog().getByRole('button', { name: 'Yes' }).click();
    await message('@Ana Ruiz pressed resolve').waitFor();
    expect(slack.see.messages('ops').filter(({ text }) => text.includes('pressed resolve'))).toHaveLength(1);
  });

  test('an ephemeral answer is seen by one person and can be dismissed', async () => {
    await write(composer(), '/incident nonsense');
    const answer = messages().locator('.ephemeral', { hasText: 'I do not know nonsense' });
    await answer.getByText('Only visible to you').waitFor();
    await become('Bo Larsen');
    await message('pressed resolve').waitFor();
    expect(await answer.count()).toBe(0);
    await become('Ana Ruiz');
    await answer.getByRole('button', { name: 'Dismiss' }).click();
    await answer.waitFor({ state: 'detached' });
  });

  test('an unknown command is refused in Slack’s words, and stays to be corrected', async () => {
    await write(composer(), '/incidnet declare');
    await page.getByText('/incidnet is not a valid command.').waitFor();
    expect(await composer().inputValue()).toBe('/incidnet declare');
    await composer().fill('');
  });

  test('another person sees their own channels and writes under their own name', async () => {
    expect(await sidebar().getByRole('button', { name: 'secret' }).count()).toBe(0);
    await become('Bo Larsen');
    await sidebar().getByRole('button', { name: 'secret' }).waitFor();
    await write(composer(), 'Bo is here');
    await message('Bo is here').getByText('Bo Larsen').waitFor();
    await become('Ana Ruiz');
  });

  test('however quickly one changes seats, everybody sees what they should', async () => {
    for (const name of [
      'Bo Larsen',
      'Dev Patel',
      'Ana Ruiz',
      'Bo Larsen',
      'Dev Patel',
      'Bo Larsen',
      'Ana Ruiz',
    ]) {
      await become(name);
    }
    await message('Bo is here').waitFor();
    expect(await sidebar().getByRole('button', { name: 'secret' }).count()).toBe(0);
  });

  test('what is said elsewhere marks its channel as unread', async () => {
    await sidebar().getByRole('button', { name: 'scribe' }).first().click();
    await slack.as('bo').say('ops', 'News');
    await sidebar().getByRole('button', { name: 'ops unread' }).click();
    await message('News').waitFor();
    await sidebar().getByRole('button', { name: 'ops', exact: true }).waitFor();
  });

  test('Home shows what the app publishes for this person', async () => {
    await sidebar().getByRole('button', { name: 'scribe' }).last().click();
    await page.getByText('Nothing is open.').waitFor();
  });

  test('a link in the canvas opens and marks its message, a reply in its thread, too', async () => {
    const bo = slack.as('bo');
    const ts = await bo.say('ops', 'The deploy at 13:58 did it');
    const reply = await bo.say('ops', 'Rolling back', { thread: ts });
    for (let count = 0; count < 40; count += 1) {
      await bo.say('ops', `Line ${count}`);
    }
    const link = (at: string, query = '') =>
      `https://acme.slack.com/archives/${visit.ops}/p${at.replace('.', '')}${query}`;
    await visit.app.bolt.client.apiCall('conversations.canvases.create', {
      channel_id: visit.ops,
      document_content: {
        type: 'markdown',
        markdown: `# Review\n\nA deploy ([evidence](${link(ts)})), undone ([reply](${link(reply, `?thread_ts=${ts}`)})).`,
      },
    });
    await page.getByRole('tab', { name: 'Canvas' }).click();
    await page.getByRole('link', { name: 'evidence' }).click();
    const marked = messages().locator('.message.marked', { hasText: 'The deploy at 13:58' });
    await marked.waitFor();
    expect(await marked.evaluate((row) => row.getBoundingClientRect().top > 0)).toBe(true);
    expect(new URL(page.url()).pathname).toBe(`/archives/${visit.ops}/p${ts.replace('.', '')}`);
    await page.goBack();
    await page.getByRole('link', { name: 'reply' }).click();
    const thread = page.getByRole('log', { name: 'Thread' });
    await thread.locator('.message.marked', { hasText: 'Rolling back' }).waitFor();
    await page.getByRole('button', { name: 'Close thread' }).click();
  });

  test('a person writes in the canvas', async () => {
    await page.getByRole('tab', { name: 'Canvas' }).click();
    await page.getByRole('button', { name: 'Add a paragraph' }).click();
    await page.getByRole('textbox', { name: 'Markdown of this section' }).fill('We were **lucky**.');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('We were lucky.').waitFor();
    await page.getByText('We were lucky.').hover();
    await page.getByRole('button', { name: 'Edit this section' }).last().click();
    await page.getByRole('textbox', { name: 'Markdown of this section' }).fill('We were *not* lucky.');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('We were not lucky.').waitFor();
    expect(slack.see.canvases('ops')[0]?.editors).toContain(slack.as('ana').id);
  });

  test('a file is attached, shown and can be downloaded', async () => {
    const svg = '<svg xmlns="http://www.w3.org/2000/svg" width="8" height="8"/>';
    await page
      .getByLabel('Attach files')
      .setInputFiles({ name: 'graph.svg', mimeType: 'image/svg+xml', buffer: Buffer.from(svg) });
    await write(composer(), 'The graph');
    const picture = message('The graph').getByRole('img', { name: 'graph.svg' });
    await picture.waitFor();
    expect(
      await picture.evaluate((image: HTMLImageElement) => image.decode().then(() => image.naturalWidth)),
    ).toBe(8);
  });

  test('on a phone the panel lies open until the story is begun; it pauses, and an action says what it did', async () => {
    await page.setViewportSize({ width: 360, height: 740 });
    await page.reload();
    await page.getByRole('button', { name: 'Play' }).click();
    await page.getByText('It begins.').waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'The demo' }).waitFor();
    await page.setViewportSize({ width: 1440, height: 900 });
    await page.getByText('It begins.').waitFor();
    await page.getByRole('button', { name: 'Pause' }).click();
    await page.getByRole('button', { name: 'Go on' }).waitFor();
    await page.getByRole('button', { name: 'Fire an alert' }).click();
    await page.getByText('The alert is on its way.').waitFor();
  });

  test('a phone is wide enough', async () => {
    await page.setViewportSize({ width: 360, height: 740 });
    const width = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(width).toBeLessThanOrEqual(360);
    await page.getByRole('button', { name: 'Channels and people' }).click();
    await sidebar().getByRole('button', { name: 'ops' }).click();
    await write(composer(), 'From the train');
    await message('From the train').waitFor();
    await page.setViewportSize({ width: 1440, height: 900 });
  });

  test('the page made no mistake and asked nothing of other hosts', () => {
    expect(visit.problems).toEqual([]);
  });
});
