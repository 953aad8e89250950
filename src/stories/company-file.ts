// docs/firescribe.example.yml with the ids of a company's own people and groups: the configuration that the demo runs with.
import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Emulator } from '../emulator/emulator.ts';
import type { Company } from './cast.ts';
import type { Cast } from './script.ts';

/** The runbooks that it names. */
const RUNBOOKS = new URL('../../docs/runbooks/', import.meta.url);

const EXAMPLE = new URL('../../docs/firescribe.example.yml', import.meta.url);

/** Who is in the groups that the example names. */
const GROUPS: Readonly<Record<string, { handle: string; name: string; users: readonly Cast[] }>> = {
  S0ONCALL00: { handle: 'oncall', name: 'On call', users: ['ana', 'bo'] },
  S0EXECS000: { handle: 'executives', name: 'Executives', users: ['chidi'] },
  S0PAYMENTS: { handle: 'payments', name: 'Payments', users: ['ana', 'bo'] },
  S0SEARCH00: { handle: 'discovery', name: 'Discovery', users: ['ana', 'chidi'] },
  S0PLATFORM: { handle: 'platform', name: 'Platform', users: ['bo'] },
  S0SECURITY: { handle: 'security', name: 'Security', users: ['ana'] },
};

const PEOPLE: Readonly<Record<string, Cast>> = { U0ANA00000: 'ana', U0BO000000: 'bo', U0CHIDI000: 'chidi' };

/** Whoever watches reads times of their own zone, not of the example's teams. */
const ZONES = /^ +zone: .*\n/gm;

/** Makes the groups and channels that the example names, and writes it into the folder. Returns the file's path. */
export function writeCompanyFile(slack: Emulator, company: Company, folder: string): string {
  slack.addChannel({ name: 'incident-tooling', members: Object.values(company.people) });
  slack.addChannel({ name: 'team-payments', members: [company.people.ana, company.people.bo] });
  const groups = Object.entries(GROUPS).map(([id, { handle, name, users }]) => {
    const members = users.map((who) => company.people[who]);
    return [id, slack.addUserGroup({ handle, name, users: members })] as const;
  });
  const people = Object.entries(PEOPLE).map(([id, who]) => [id, company.people[who]] as const);
  const text = [...groups, ...people].reduce(
    (words, [written, id]) => words.replaceAll(written, id),
    readFileSync(EXAMPLE, 'utf8').replace(ZONES, ''),
  );
  cpSync(RUNBOOKS, join(folder, 'runbooks'), { recursive: true });
  const file = join(folder, 'firescribe.yml');
  writeFileSync(file, text);
  return file;
}
