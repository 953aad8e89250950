// Taking up a changed firescribe.yml without a restart: a good one counts from now on, a bad one is refused and the old one stays.
import { type Config, ConfigError, type Configured } from './config.ts';
import { differences } from './config-settings.ts';
import type { Log } from './lib/log.ts';

/** What runs with this configuration. */
type Running = {
  /** Changed in place: whoever uses the policy reads it from here. */
  config: Config;
  log: Log;
  /** Says it in the operators' channel. */
  tell: (text: string) => Promise<void>;
};

/** So many are said in a message; the log has all of them. */
const SAID = 5;

const refusal = (problems: readonly string[]) =>
  [
    'The changed configuration is refused, and the one before it stays in force:',
    ...problems.slice(0, SAID).map((problem) => `• ${problem}`),
    ...(problems.length > SAID
      ? [`… and ${problems.length - SAID} more. \`firescribe config check\` lists all.`]
      : []),
  ].join('\n');

/** Templates whose files say something else than before. */
const otherTemplates = (before: Config, after: Config) =>
  Object.keys(after.templates)
    .filter((name) => name in before.templates && before.templates[name] !== after.templates[name])
    .map((name) => `postmortem.templates.${name}: its file has changed`);

/**
 * Returns what to do when the file is to be read again; it never rejects. `first`: what runs now; `read`: reads the configuration anew. The
 * environment of a process does not change, so only what the file says does.
 */
export function reconfigurer(
  first: Configured,
  read: () => Configured | Promise<Configured>,
  running: Running,
): () => Promise<void> {
  const { config, log, tell } = running;
  let current = first;
  return async () => {
    try {
      const next = await read();
      const changed = [
        ...differences(current.settings, next.settings),
        ...otherTemplates(config, next.config),
      ];
      current = next;
      config.policy = next.config.policy;
      config.file = next.config.file;
      config.templates = next.config.templates;
      config.webhooks = next.config.webhooks;
      log.info(
        { changed },
        changed.length > 0
          ? 'The configuration has changed.'
          : 'The configuration was read again; nothing has changed.',
      );
    } catch (error) {
      const problems = error instanceof ConfigError ? error.problems : [(error as Error).message];
      log.error({ problems }, 'The changed configuration is refused; the one before it stays in force.');
      await tell(refusal(problems)).catch((failure: unknown) =>
        log.error({ error: failure }, 'The operators could not be told.'),
      );
    }
  };
}
