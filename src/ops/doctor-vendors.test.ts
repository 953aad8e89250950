import { openConfluence } from '../emulator/vendors/confluence.ts';
import { openZoom } from '../emulator/vendors/zoom.ts';
import { readIntegrations } from '../integrations/catalog.ts';
import { defaultPolicy } from '../policy/defaults.ts';
import { serviceOf } from '../policy/services.ts';
import { checkRunbookFiles, checkVendors } from './doctor-vendors.ts';

test('each vendor that is on is tried for real; what is made there is taken away again', async () => {
  const [zoom, wiki] = await Promise.all([openZoom(), openConfluence()]);
  const env = {
    ZOOM_ACCOUNT_ID: zoom.account.accountId,
    ZOOM_CLIENT_ID: zoom.account.clientId,
    ZOOM_CLIENT_SECRET: zoom.account.clientSecret,
    ZOOM_USER: zoom.account.user,
    ZOOM_API_URL: zoom.apiUrl,
    ZOOM_TOKEN_URL: zoom.tokenUrl,
    CONFLUENCE_URL: wiki.site,
    CONFLUENCE_EMAIL: wiki.account.email,
    CONFLUENCE_TOKEN: 'a-token-that-is-wrong',
  };
  const checks = await checkVendors(readIntegrations(env, []));
  expect(checks).toEqual([
    { what: 'Zoom works', ok: true },
    {
      what: 'Confluence works',
      ok: false,
      fix: expect.stringMatching(/401.*Make a token at https:\/\/id\.atlassian\.com.*CONFLUENCE_TOKEN/),
    },
  ]);
  expect(zoom.asked.map(({ method }) => method)).toContain('DELETE');
  expect(zoom.meetings()).toEqual([]);
  expect(wiki.asked.every(({ method }) => method === 'GET')).toBe(true);
  await Promise.all([zoom.close(), wiki.close()]);
});

test('a site that serves several purposes has one line, which says which of them does not work', async () => {
  const wiki = await openConfluence();
  const env = {
    CONFLUENCE_URL: wiki.site,
    CONFLUENCE_EMAIL: wiki.account.email,
    CONFLUENCE_TOKEN: wiki.account.token,
    CONFLUENCE_REVIEW_PARENT: wiki.addPage({ title: 'Reviews', labels: [], doc: {} }).id,
  };
  const what = 'Confluence works (reviews, runbooks)';
  expect(await checkVendors(readIntegrations(env, []))).toEqual([
    expect.objectContaining({ what, ok: true }),
  ]);
  const elsewhere = { ...env, CONFLUENCE_REVIEW_PARENT: '404' };
  expect(await checkVendors(readIntegrations(elsewhere, []))).toEqual([
    { what, ok: false, fix: expect.stringMatching(/^For reviews: .*Set CONFLUENCE_REVIEW_PARENT/) },
  ]);
  await wiki.close();
});

test('without any account nothing is tried', async () => {
  expect(await checkVendors(readIntegrations({}, []))).toEqual([]);
});

test('Markdown runbooks that the configuration names are read, and one that is missing is told', async () => {
  const docs = new URL('../../docs/', import.meta.url).pathname;
  const runbooks = ['runbooks/checkout.md', 'runbooks/gone.md'].map((file) => ({ title: 'Runbook', file }));
  const policy = { ...defaultPolicy, services: [serviceOf('checkout', { runbooks })] };
  const integrations = readIntegrations({ RUNBOOKS_DIR: docs }, []);
  expect(await checkRunbookFiles({ policy, integrations })).toEqual([
    { what: 'The runbook runbooks/checkout.md of checkout can be read (5 steps)', ok: true },
    {
      what: 'The runbook runbooks/gone.md of checkout can be read',
      ok: false,
      fix: expect.stringContaining('gone.md is not there. Correct its name in firescribe.yml'),
    },
  ]);
});
