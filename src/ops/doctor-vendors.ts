// What doctor tries at the vendors that are configured: each for real, and what it makes there it takes away again.
import type { Config } from '../config.ts';
import type { Integrations } from '../integrations/catalog.ts';
import type { Configured, Deps } from '../integrations/vendor.ts';
import { systemClock } from '../lib/clock.ts';
import { createHttp } from '../lib/http.ts';
import { silentLog } from '../lib/log.ts';
import { VendorError } from '../lib/vendor-error.ts';
import type { Check } from '../slack/checklist.ts';

function depsOf(): Deps {
  const http = createHttp({ clock: systemClock, log: silentLog });
  return { http, clock: systemClock, log: silentLog };
}

async function tryOne({ label, create, check }: Configured<unknown>, deps: Deps): Promise<Check> {
  const what = `${label} works`;
  try {
    const remark = await check(create(deps));
    return { what, ok: true, ...(remark === undefined ? {} : { fix: remark }) };
  } catch (error) {
    if (!(error instanceof VendorError)) {
      throw error;
    }
    return { what, ok: false, fix: error.message };
  }
}

/** Reads each Markdown file that the configuration names: in an incident it is too late to find that one is missing. */
export async function checkRunbookFiles({ policy, integrations }: Pick<Config, 'policy' | 'integrations'>) {
  const sources = integrations.runbooks.map(({ create }) => create(depsOf()));
  const files = policy.services.flatMap(({ id, runbooks }) =>
    runbooks.flatMap(({ file }) => (file ? { id, file } : [])),
  );
  return Promise.all(
    files.map(async ({ id, file }): Promise<Check> => {
      const what = `The runbook ${file} of ${id} can be read`;
      try {
        const pages = await Promise.all(sources.map((source) => source.read({ file })));
        const steps = pages.find((page) => page !== undefined)?.steps.length ?? 0;
        const fix = 'No steps could be made out in it. Number them, under a heading such as “Steps”.';
        return steps > 0 ? { what: `${what} (${steps} steps)`, ok: true } : { what, ok: true, fix };
      } catch (error) {
        if (!(error instanceof VendorError)) {
          throw error;
        }
        return { what, ok: false, fix: error.message };
      }
    }),
  );
}

/** One line for each vendor that is on; embedded ones, which need no account, are left out. */
export async function checkVendors(integrations: Integrations): Promise<Check[]> {
  const deps = depsOf();
  const on = (Object.values(integrations).flat() as Configured<unknown>[]).filter(
    ({ embedded }) => !embedded,
  );
  return Promise.all(on.map((one) => tryOne(one, deps)));
}
