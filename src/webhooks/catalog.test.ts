// What every vendor of the list owes: ids and variables of its own, settings that its variables fill, a ping that is let in.
import type { z } from 'zod';
import { WEBHOOKS } from './catalog.ts';
import { deliveryOf, RECEIVED, SECRET } from './fixtures/knock.ts';
import { fromEnvironment } from './mount.ts';

const all = WEBHOOKS.map((vendor) => [vendor.id, vendor] as const);
const shapeOf = (settings: unknown) => Object.keys((settings as z.ZodObject).shape);

test('no two vendors share an id, a label or a variable', () => {
  const values = [
    WEBHOOKS.map(({ id }) => id),
    WEBHOOKS.map(({ label }) => label),
    WEBHOOKS.flatMap(({ env }) => Object.keys(env)),
  ];
  for (const list of values) {
    expect(new Set(list).size).toBe(list.length);
  }
});

test.each(all)('%s: each variable fills a setting that there is', (_id, { settings, env, required }) => {
  expect(shapeOf(settings)).toEqual(expect.arrayContaining(Object.values(env)));
  expect(Object.keys(env)).toContain(required);
});

test.each(all)('%s is off until its variable is set; a bad one is named', (_id, vendor) => {
  expect(fromEnvironment(vendor, {})).toEqual({ problems: [] });
  const { problems } = fromEnvironment(vendor, { [vendor.required]: 'short' });
  expect(problems).toEqual([expect.stringMatching(new RegExp(`^${vendor.required}: .+`))]);
});

const pinging = all.filter(([, vendor]) => vendor.ping !== undefined);

test.each(pinging)(
  '%s: what doctor sends is let in and tells of nothing; another secret is not let in',
  async (_id, vendor) => {
    const on = (secret: string) => fromEnvironment(vendor, { [vendor.required]: secret }).webhook;
    const webhook = on(SECRET);
    const ping = webhook?.ping?.(RECEIVED);
    if (!webhook || !ping) {
      throw new Error('it is not on');
    }
    const delivery = deliveryOf(ping.raw, ping.headers);
    expect(await webhook.verify(delivery)).toBe(true);
    expect(await on('another-secret-of-length')?.verify(delivery)).toBe(false);
    const body: unknown = JSON.parse(new TextDecoder().decode(ping.raw));
    expect(webhook.parse(body, delivery)).toMatchObject({ ok: true, inbound: [] });
  },
);
