// `firescribe doctor`: everything Firescribe needs, really tried, with what to do where something is missing.
import { ConfigError, type Configured, readAndCheck } from '../config.ts';
import { dataPaths } from '../core.ts';
import type { Check } from '../slack/check.ts';
import { checkClock } from './doctor-clock.ts';
import { checkDisk, checkRecord, checkWebhooks, runningApp } from './doctor-machine.ts';
import { checkOnCall } from './doctor-on-call.ts';
import { checkSignals } from './doctor-signals.ts';
import { checkEvents, checkSlackDeeply } from './doctor-slack.ts';
import { checkRunbookFiles, checkVendors } from './doctor-vendors.ts';

const SLACK_STEPS =
  'Create the app from manifest.yml at https://api.slack.com/apps, install it, and set SLACK_BOT_TOKEN and SLACK_APP_TOKEN in .env; .env.example says where each is found.';

async function checksOf({ config, remarks }: Configured): Promise<Check[]> {
  const { database, files } = dataPaths(config.dataDir);
  const app = await runningApp(config.web);
  const record = await checkRecord(database, files);
  return [
    { what: 'The configuration can be read', ok: true },
    ...remarks.map((fix) => ({ what: 'Every name in .env is one that is read', ok: false, fix })),
    await checkDisk(config.dataDir),
    record,
    ...(config.slack ? await checkClock(config.slack.apiUrl) : []),
    ...(config.slack
      ? await checkSlackDeeply({ slack: config.slack, policy: config.policy, app })
      : [{ what: 'Slack is configured', ok: false, fix: SLACK_STEPS }]),
    ...(config.slack && record.ok ? [await checkEvents(database)] : []),
    ...(record.ok ? [await checkSignals(database, { runs: app !== undefined, now: Date.now() })] : []),
    ...(await checkWebhooks(config, app)),
    ...(await checkVendors(config.integrations)),
    ...(await checkOnCall(config)),
    ...(await checkRunbookFiles(config)),
  ];
}

function lineOf({ what, ok, fix }: Check): string {
  const note = fix === undefined ? '' : `\n    ${fix}`;
  return `${ok ? '✓' : '✗'} ${what}${note}`;
}

/** Prints a line for each check, with the remedy under those that fail. Posts nothing. Resolves with whether all is well. */
export async function runDoctor(
  env: Readonly<Record<string, string | undefined>>,
  print: (line: string) => void,
): Promise<boolean> {
  let checks: Check[];
  try {
    checks = await checksOf(await readAndCheck(env));
  } catch (error) {
    if (!(error instanceof ConfigError)) {
      throw error;
    }
    checks = error.problems.map((fix) => ({ what: 'The configuration can be read', ok: false, fix }));
  }
  for (const check of checks) {
    print(lineOf(check));
  }
  const wrong = checks.filter(({ ok }) => !ok).length;
  print(
    wrong === 0
      ? 'All is well.'
      : `${wrong} of ${checks.length} ${wrong === 1 ? 'needs' : 'need'} somebody to look.`,
  );
  return wrong === 0;
}
