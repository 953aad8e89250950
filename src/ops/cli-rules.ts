// The commands about rules of alerts: test, report, mutes. All of them only read.
import type { Command } from 'commander';
import type { Config } from '../config.ts';
import type { SqliteReader } from '../timeline/sqlite.ts';
import { print, readConfig } from './terminal.ts';

export function addRuleCommands(program: Command): void {
  const rules = program.command('rules').description('what alerts lead to by the rules of firescribe.yml');
  rules
    .command('test')
    .description(
      'replay signals against a changed configuration, and show what would differ; changes nothing',
    )
    .option(
      '--config <file>',
      'the changed configuration; without it the present rules are held against none',
    )
    .option('--since <time>', 'the stored signals of this while: 24h, 7d', '7d')
    .option('--payloads <folder>', 'instead of what is stored: a folder of webhook bodies, one file each')
    .option('--vendor <id>', 'whose bodies they are', 'alertmanager')
    .action(test);
  rules
    .command('report')
    .description('for each rule: what it opened, what people worked on, what was a false alarm')
    .option('--since <time>', 'of this while: 24h, 30d', '30d')
    .action(report);
  rules
    .command('mutes')
    .description('mutes and maintenance windows, which are on, and what they hold back')
    .action(mutes);
}

async function since(words: string): Promise<number> {
  const { durationOf } = await import('../policy/section-words.ts');
  const ms = durationOf(words);
  if (ms === undefined) {
    throw new Error(`"${words}" is no length of time; write 24h or 7d.`);
  }
  return Date.now() - ms;
}

async function reading<T>(config: Config, work: (reader: SqliteReader) => Promise<T>): Promise<T> {
  const { dataPaths } = await import('../core.ts');
  const { openReader } = await import('../timeline/sqlite.ts');
  const reader = openReader({ file: dataPaths(config.dataDir).database });
  try {
    return await work(reader);
  } finally {
    await reader.close();
  }
}

type TestFlags = { config?: string; since: string; payloads?: string; vendor: string };

async function test(flags: TestFlags): Promise<void> {
  const { loadConfig } = await import('../config.ts');
  const { noRouting } = await import('../policy/routing.ts');
  const { tellTried, tryRules } = await import('./rules-test.ts');
  const present = await readConfig();
  const changed = flags.config && loadConfig({ ...process.env, FIRESCRIBE_CONFIG: flags.config });
  const trial = await trialOf(changed || present, flags);
  for (const trouble of trial.troubles) {
    print(`Of ${flags.vendor}: ${trouble}`);
  }
  const none = { ...present.policy, routing: noRouting, mutes: [] };
  const [now, then] = changed ? [present.policy, changed.policy] : [none, present.policy];
  print(tellTried(tryRules(trial, now, then), changed ? undefined : ['without rules', 'by these rules']));
}

async function trialOf(config: Config, flags: TestFlags) {
  if (flags.payloads !== undefined) {
    const { payloadsIn } = await import('./payload-files.ts');
    return payloadsIn(flags.payloads, flags.vendor, { now: Date.now(), own: config.webhooks });
  }
  const from = await since(flags.since);
  const { happenedIn, incidentsSince, signalsSince } = await import('./stored-signals.ts');
  return reading(config, async (reader) => ({
    told: await signalsSince(reader, from),
    happened: happenedIn(await incidentsSince(reader, from), from),
    until: Date.now(),
    troubles: [],
  }));
}

async function report(flags: { since: string }): Promise<void> {
  const from = await since(flags.since);
  const { inboxSince, incidentsSince } = await import('./stored-signals.ts');
  const { noiseOf, tellNoise } = await import('./rules-report.ts');
  const noise = await reading(await readConfig(), async (reader) =>
    noiseOf(await inboxSince(reader, from, ['signal-routed']), await incidentsSince(reader, from)),
  );
  print(tellNoise(noise));
}

async function mutes(): Promise<void> {
  const { existsSync } = await import('node:fs');
  const { dataPaths } = await import('../core.ts');
  const { heldBack, tellMutes } = await import('./rules-mutes.ts');
  const config = await readConfig();
  // Before the first start there is no record, and nothing held back.
  const held = existsSync(dataPaths(config.dataDir).database) ? await reading(config, heldBack) : [];
  print(tellMutes(config.policy, held, Date.now()));
}
