// The demo's configuration is the example, with people and groups that are there.
import { startEmulator } from '../emulator/emulator.ts';
import { temporaryFolder } from '../lib/fixtures/temporary-folder.ts';
import { configFor, hireCast } from './cast.ts';
import { writeCompanyFile } from './company-file.ts';

test('every person and group that the example names is in the company', async () => {
  const slack = await startEmulator();
  try {
    const company = hireCast(slack);
    const folder = temporaryFolder('company');
    const file = writeCompanyFile(slack, company, folder);
    const { policy } = configFor(slack, company, folder, { FIRESCRIBE_CONFIG: file });
    const { groups, users } = slack.workspace.world;
    const named = [
      ...[...policy.services, ...policy.teams].flatMap(({ people }) => people),
      ...policy.severities.flatMap(({ invites }) => invites),
      ...Object.values(policy.rights).flat(),
    ].filter((who) => /^[US][A-Z0-9]{5,}$/.test(who));
    expect(named.length).toBeGreaterThan(10);
    expect(named.filter((who) => !groups.has(who) && !users.has(who))).toEqual([]);
  } finally {
    await slack.close();
  }
});
