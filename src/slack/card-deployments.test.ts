import { validateBlocks } from '../emulator/blocks/validate.ts';
import type { IncidentEvent } from '../incident/events.ts';
import { declared, minutes } from '../incident/fixtures/given.ts';
import type { Deployment } from '../incident/values.ts';
import { context } from './blocks.ts';
import { deploymentWords, type NotedDeployments } from './card-deployments.ts';

const off = 'write `deployments: {within: 0h}` in firescribe.yml';
const by = { kind: 'monitor', id: 'github', name: 'GitHub' } as const;

function shown(...deployments: Partial<Deployment>[]): string {
  const world = declared({ service: 'checkout-api' });
  const told = deployments.map((more, index) => ({
    by,
    deployment: {
      vendor: 'github',
      key: `d${index}`,
      service: 'checkout-api',
      version: `1.${index}`,
      title: '',
      finishedAt: minutes(-30 + index),
      status: 'succeeded' as const,
      ...more,
    },
  }));
  world.when('note-deployments', { deployments: told, rule: { name: 'noted', off } });
  const newest = world.state().deployments?.newest ?? [];
  const events = newest.map(({ event }) => world.events.find(({ id }) => id === event) as IncidentEvent);
  return deploymentWords(world.state(), events as unknown as NotedDeployments);
}

test('the card shows the newest three, newest first, counts the others, and says how to switch it off', () => {
  const words = shown({}, {}, { status: 'failed' }, { url: 'https://ci.example.com/9', by: 'Ana' });
  const [heading, ...lines] = words.split('\n');
  expect(heading).toBe('Recent deployments, newest first, and 1 more on the timeline:');
  expect(lines.pop()).toBe('To switch this off, write `deployments: {within: 0h}` in firescribe.yml.');
  expect(lines).toEqual([
    expect.stringMatching(
      /^• <https:\/\/ci\.example\.com\/9\|checkout-api 1\.3> deployed <!date\^.*>, by Ana$/,
    ),
    expect.stringMatching(/^• checkout-api 1\.2 \*failed\* <!date\^/),
    expect.stringMatching(/^• checkout-api 1\.1 deployed <!date\^/),
  ]);
});

test('where nothing was deployed the card says nothing', () => {
  expect(shown()).toBe('');
});

test('words of a pipeline can ping nobody and format nothing, and the longest of them fit', () => {
  const words = shown({ version: '*1*', title: '<!channel> `rm`', by: '<@U1>' });
  expect(words).not.toMatch(/<!channel>|<@U1>|[^\u2060]\*1/);
  const long = '漢<&'.repeat(700);
  const all = {
    version: long,
    title: long,
    by: long,
    service: long,
    url: `https://ci.example.com/${'x'.repeat(370)}`,
  };
  expect(validateBlocks([context(shown(all, all, all))], 'message')).toEqual([]);
  expect(context(shown(all, all, all)).elements[0]).not.toMatchObject({ text: expect.stringMatching(/…$/) });
});
