// What doctor tries on this machine: the disk, the record, the running app and its webhooks.

import { existsSync } from 'node:fs';
import { access, constants, mkdir } from 'node:fs/promises';
import { z } from 'zod';
import type { Config } from '../config.ts';
import { fileTrouble } from '../lib/file-errors.ts';
import { roomLeft } from '../lib/room-left.ts';
import { counted } from '../policy/lists.ts';
import type { Check } from '../slack/check.ts';
import type { Webhook } from '../webhooks/port.ts';
import { verifyRecord } from './verify.ts';

/** Below this the record could soon not be written. */
const LEAST_FREE_MB = 500;
const MB = 1024 * 1024;
const ANSWER_MS = 5_000;

export async function checkDisk(dataDir: string): Promise<Check> {
  const what = `There is room in ${dataDir}`;
  try {
    await mkdir(dataDir, { recursive: true });
    await access(dataDir, constants.W_OK);
  } catch (error) {
    return {
      what: `${dataDir} can be written`,
      ok: false,
      fix: `DATA_DIR: ${fileTrouble(error, dataDir, 'written')}`,
    };
  }
  const free = Math.floor((await roomLeft(dataDir)) / MB);
  return free >= LEAST_FREE_MB
    ? { what: `${what} (${free} MB free)`, ok: true }
    : { what, ok: false, fix: `Only ${free} MB are free. Free some space, or set DATA_DIR to another disk.` };
}

const SHOWN = 3;

/** Opens the database and verifies it whole. Before the first start there is none, which is no trouble. */
export async function checkRecord(database: string, files: string): Promise<Check> {
  if (!existsSync(database)) {
    return { what: `There is no record yet: ${database} is made at the first start`, ok: true };
  }
  try {
    const { problems, events, incidents } = await verifyRecord({ database, files });
    const fix = `${problems.slice(0, SHOWN).join('; ')}. \`firescribe verify\` lists all of it; a backup from before may be restored.`;
    return problems.length === 0
      ? {
          what: `The record opens and is as recorded (${counted(incidents, 'incident')}, ${counted(events, 'event')})`,
          ok: true,
        }
      : { what: 'The record is as recorded', ok: false, fix };
  } catch (error) {
    return { what: 'The record opens', ok: false, fix: (error as Error).message };
  }
}

const health = z.object({ ok: z.boolean(), parts: z.record(z.string(), z.string()) });

export type RunningApp = { url: string; parts: Readonly<Record<string, string>> };

/** The app of this configuration, where it answers on its port. */
export async function runningApp({ host, port }: Config['web']): Promise<RunningApp | undefined> {
  const url = `http://${host ?? '127.0.0.1'}:${port}`;
  try {
    const answer = await fetch(`${url}/health`, { signal: AbortSignal.timeout(ANSWER_MS) });
    const read = health.safeParse(await answer.json());
    return read.success ? { url, parts: read.data.parts } : undefined;
  } catch {
    // Nobody listens there, or somebody else does.
    return undefined;
  }
}

async function send(url: string, { id, label, ping }: Webhook): Promise<Check> {
  const what = `Alerts of ${label} come in at ${url}/webhooks/${id}`;
  if (!ping) {
    const fix = `Only ${label} can sign what it sends: use its own test message.`;
    return { what: `Alerts of ${label} were not tried`, ok: true, fix };
  }
  const { headers, raw } = ping(Date.now());
  const given = Object.entries(headers).filter(
    (header): header is [string, string] => header[1] !== undefined,
  );
  try {
    const answer = await fetch(`${url}/webhooks/${id}`, {
      method: 'POST',
      headers: given,
      body: Buffer.from(raw),
      signal: AbortSignal.timeout(ANSWER_MS),
    });
    const said = await answer.text();
    return answer.ok
      ? { what, ok: true }
      : {
          what,
          ok: false,
          fix: `The running app answered ${answer.status}: ${said}. Restart it if .env was changed.`,
        };
  } catch (error) {
    return { what, ok: false, fix: `The running app did not answer: ${(error as Error).message}.` };
  }
}

/** A delivery that tells of nothing is sent to the running app for each vendor that is on. */
export async function checkWebhooks(config: Config, app: RunningApp | undefined): Promise<Check[]> {
  return [...(await checkEach(config, app)), ...withoutSecret(config)];
}

/** What firescribe.yml maps, and nobody can send to, since its secret is not set. */
function withoutSecret({ file, webhooks }: Config): Check[] {
  return Object.entries(file.webhooks ?? {})
    .filter(([name]) => webhooks.every(({ id }) => id !== name))
    .map(([name, { secret }]) => ({
      what: `webhooks.${name} of firescribe.yml is off`,
      ok: true,
      fix: `Set ${secret} to let its alerts in.`,
    }));
}

async function checkEach(config: Config, app: RunningApp | undefined): Promise<Check[]> {
  if (config.webhooks.length === 0) {
    const fix =
      'Set the secret of a monitor to let alerts in (README, Alerts). Without one incidents are declared by people.';
    return [{ what: 'No monitor is connected', ok: true, fix }];
  }
  return app
    ? Promise.all(config.webhooks.map((webhook) => send(app.url, webhook)))
    : config.webhooks.map(({ label }) => ({
        what: `Alerts of ${label} were not tried: Firescribe does not run`,
        ok: true,
        fix: 'Start it and call doctor again.',
      }));
}
