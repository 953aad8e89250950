// What doctor tries at the vendors that are configured: each for real, and what it makes there it takes away again.
import type { Config } from '../config.ts';
import type { Integrations } from '../integrations/catalog.ts';
import type { Configured, Deps } from '../integrations/vendor.ts';
import { systemClock } from '../lib/clock.ts';
import { createHttp } from '../lib/http.ts';
import { silentLog } from '../lib/log.ts';
import { VendorError } from '../lib/vendor-error.ts';
import type { Check } from '../slack/check.ts';

function depsOf(): Deps {
  const http = createHttp({ clock: systemClock, log: silentLog });
  return { http, clock: systemClock, log: silentLog };
}

/** What a vendor that serves several purposes is said to be for. */
const PURPOSES: Readonly<Record<keyof Integrations, string>> = {
  bridges: 'bridges',
  deployments: 'deployments',
  documents: 'reviews',
  metrics: 'figures',
  narrator: 'narrative',
  onCall: 'on-call',
  runbooks: 'runbooks',
  tickets: 'tickets',
};

type Tried = { purpose: string; vendor: Configured<unknown> };

/** One vendor, in everything that it is used for: a line for the whole of it. */
async function tryOne(uses: readonly Tried[], deps: Deps): Promise<Check> {
  const label = uses[0]?.vendor.label ?? '';
  const several = uses.length > 1;
  const remarks: string[] = [];
  let ok = true;
  for (const { purpose, vendor } of uses) {
    try {
      const remark = await vendor.check(vendor.create(deps));
      remarks.push(...(remark === undefined ? [] : [remark]));
    } catch (error) {
      if (!(error instanceof VendorError)) {
        throw error;
      }
      ok = false;
      remarks.push(several ? `For ${purpose}: ${error.message}` : error.message);
    }
  }
  const what = several
    ? `${label} works (${uses.map(({ purpose }) => purpose).join(', ')})`
    : `${label} works`;
  return { what, ok, ...(remarks.length === 0 ? {} : { fix: [...new Set(remarks)].join(' ') }) };
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
  const vendors = new Map<string, Tried[]>();
  for (const [kind, purpose] of Object.entries(PURPOSES)) {
    for (const vendor of integrations[kind as keyof Integrations] as Configured<unknown>[]) {
      if (!vendor.embedded) {
        vendors.set(vendor.id, [...(vendors.get(vendor.id) ?? []), { purpose, vendor }]);
      }
    }
  }
  return Promise.all([...vendors.values()].map((uses) => tryOne(uses, deps)));
}
