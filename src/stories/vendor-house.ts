// A vendor of every kind for one scene, and every request that any of them received.
import { openAnthropic } from '../emulator/vendors/anthropic.ts';
import { openConfluence } from '../emulator/vendors/confluence.ts';
import { openJira } from '../emulator/vendors/jira.ts';
import { openPagerDuty } from '../emulator/vendors/pagerduty.ts';
import { openSleuth } from '../emulator/vendors/sleuth.ts';
import { openStandIn } from '../emulator/vendors/stand-in.ts';
import { openZoom } from '../emulator/vendors/zoom.ts';

const KEY = 'the-key-of-the-story';
const SOURCE = 'acme/shop/production/firescribe';

export type VendorHouse = {
  env: Record<string, string>;
  /** Where a workflow's webhook may go. */
  hook: string;
  /** All of it as text, for looking words up. */
  told(): string;
  /** How many requests each received, by name. */
  counts(): Record<string, number>;
  close(): Promise<void>;
};

export async function openVendorHouse(): Promise<VendorHouse> {
  const [jira, confluence, duty, zoom, sleuth, model, hook] = await Promise.all([
    openJira(),
    openConfluence(),
    openPagerDuty(),
    openZoom(),
    openSleuth({ apiKey: KEY, sources: [SOURCE] }),
    openAnthropic({ apiKey: KEY }),
    openStandIn({ routes: [{ method: 'POST', path: '/hook', answer: () => ({ status: 200, json: {} }) }] }),
  ]);
  const all = { jira, confluence, duty, zoom, sleuth, model, hook };
  for (const name of ['Ana', 'Bo', 'Chidi', 'Dev']) {
    duty.addUser({ id: `PU${name.toUpperCase()}`, name, email: `${name.toLowerCase()}@example.com` });
  }
  return {
    env: {
      JIRA_URL: jira.url,
      JIRA_EMAIL: jira.account.email,
      JIRA_API_TOKEN: jira.account.token,
      JIRA_PROJECT: 'SHOP',
      CONFLUENCE_URL: confluence.site,
      CONFLUENCE_EMAIL: confluence.account.email,
      CONFLUENCE_TOKEN: confluence.account.token,
      CONFLUENCE_REVIEW_PARENT: confluence.addPage({ title: 'Reviews', labels: [], doc: {} }).id,
      PAGERDUTY_API_TOKEN: duty.token,
      PAGERDUTY_FROM: 'ana@example.com',
      PAGERDUTY_SERVICE_ID: duty.service,
      PAGERDUTY_API_URL: duty.url,
      PAGERDUTY_EVENTS_URL: duty.url,
      ZOOM_ACCOUNT_ID: zoom.account.accountId,
      ZOOM_CLIENT_ID: zoom.account.clientId,
      ZOOM_CLIENT_SECRET: zoom.account.clientSecret,
      ZOOM_USER: zoom.account.user,
      ZOOM_API_URL: zoom.apiUrl,
      ZOOM_TOKEN_URL: zoom.tokenUrl,
      SLEUTH_API_KEY: KEY,
      SLEUTH_IMPACTS: `payroll-api=${SOURCE}`,
      SLEUTH_URL: sleuth.url,
      ANTHROPIC_API_KEY: KEY,
      ANTHROPIC_URL: model.url,
      NARRATOR_SECONDS: '2',
    },
    hook: `${hook.url}/hook`,
    told: () => JSON.stringify(Object.values(all).map(({ asked }) => asked)),
    counts: () => Object.fromEntries(Object.entries(all).map(([name, { asked }]) => [name, asked.length])),
    close: async () => void (await Promise.all(Object.values(all).map((one) => one.close()))),
  };
}
