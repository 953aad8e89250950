// What doctor tries at the vendors that are configured: each for real, and what it makes there it takes away again.
import type { Integrations } from '../integrations/catalog.ts';
import type { Configured, Deps } from '../integrations/vendor.ts';
import { systemClock } from '../lib/clock.ts';
import { createHttp } from '../lib/http.ts';
import { silentLog } from '../lib/log.ts';
import { VendorError } from '../lib/vendor-error.ts';
import type { Check } from '../slack/checklist.ts';

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

/** One line for each vendor that is on; embedded ones, which need no account, are left out. */
export async function checkVendors(integrations: Integrations): Promise<Check[]> {
  const deps = {
    http: createHttp({ clock: systemClock, log: silentLog }),
    clock: systemClock,
    log: silentLog,
  };
  const on = (Object.values(integrations).flat() as Configured<unknown>[]).filter(
    ({ embedded }) => !embedded,
  );
  return Promise.all(on.map((one) => tryOne(one, deps)));
}
