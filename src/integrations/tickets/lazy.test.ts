// An idle Firescribe holds nothing of the trackers' packages: they are loaded at the first call.
import { execFileSync } from 'node:child_process';

const PROGRAM = `
  import { registerHooks } from 'node:module';
  import { createServer } from 'node:http';
  const loaded = [];
  registerHooks({ load: (url, context, next) => (loaded.push(url), next(url, context)) });
  const ofJira = () => loaded.filter((url) => url.includes('/node_modules/jira.js/'));
  const { readIntegrations } = await import('./src/integrations/catalog.ts');
  const server = createServer((request, response) => response.writeHead(401).end()).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const env = { JIRA_URL: 'http://127.0.0.1:' + server.address().port, JIRA_EMAIL: 'a@example.com', JIRA_API_TOKEN: 'x', JIRA_PROJECT: 'P' };
  const { createHttp } = await import('./src/lib/http.ts');
  const { silentLog } = await import('./src/lib/log.ts');
  const clock = { now: () => 0, at: () => () => undefined };
  const port = readIntegrations(env, []).tickets[0].create({ http: createHttp({ clock, log: silentLog }), clock, log: silentLog });
  const before = ofJira().length;
  const rss = process.memoryUsage.rss();
  await port.look(['1']).catch(() => undefined);
  const grown = Math.round((process.memoryUsage.rss() - rss) / 1e6);
  server.close();
  console.log(JSON.stringify({ before, after: ofJira().length, whole: ofJira().some((url) => url.endsWith('/cloud/index.js')), grown }));
`;

test('nothing of jira.js is loaded before the first call, and then only what is used', () => {
  const printed = execFileSync(process.execPath, ['--input-type=module', '--no-warnings', '-e', PROGRAM], {
    encoding: 'utf8',
  });
  const { before, after, whole, grown } = JSON.parse(printed) as Record<string, number | boolean>;
  expect({ before, whole }).toEqual({ before: 0, whole: false });
  expect(after).toBeGreaterThan(5);
  expect(after).toBeLessThan(400);
  expect(grown).toBeLessThan(40);
});
