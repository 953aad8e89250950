// Slack's emoji names: short name to character. Skin tones and custom emoji are left out.
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { z } from 'zod';

const table = z.object({
  emojis: z.record(z.string(), z.object({ skins: z.array(z.object({ native: z.string() })).min(1) })),
  aliases: z.record(z.string(), z.string()),
});

/** Read once, when the page is served: about 2,000 names. */
export async function readEmoji(): Promise<Record<string, string>> {
  const path = createRequire(import.meta.url).resolve('@emoji-mart/data/sets/15/native.json');
  const { emojis, aliases } = table.parse(JSON.parse(await readFile(path, 'utf8')));
  const names = Object.entries(emojis).map(([name, { skins }]) => [name, skins[0]?.native ?? '']);
  const others = Object.entries(aliases).map(([alias, name]) => [
    alias,
    emojis[name]?.skins[0]?.native ?? '',
  ]);
  return Object.fromEntries([...others, ...names]);
}
