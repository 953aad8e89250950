// Who held which role, and who else took part.
import type { Section, Table } from '../document.ts';
import { evidenceOf, gap, type Material } from '../material.ts';

type Row = Table['rows'][number];

type Speaker = { id: string; name: string; bot: boolean; count: number };

const messages = (count: number) => (count === 1 ? '1 message' : `${count} messages`);

/** Who said how much, most first. */
function speakers(material: Material): Speaker[] {
  const said = new Map<string, Speaker>();
  for (const { kind, author, deleted } of material.entries) {
    if (kind === 'message' && !deleted) {
      const { id } = author;
      const bot = author.kind !== 'person';
      const count = (said.get(id)?.count ?? 0) + 1;
      said.set(id, { id, name: material.who(author), bot, count });
    }
  }
  return [...said.values()].sort((a, b) => b.count - a.count || (a.name < b.name ? -1 : 1));
}

/** Who held which role, in order, each with what they said at their first mention. */
function roles(material: Material, spoken: Map<string, Speaker>): Row[] {
  return material.events.flatMap((event): Row[] => {
    if (event.type !== 'role-assigned' || event.data.to === null) {
      return [];
    }
    const { role, to } = event.data;
    const holds = material.incident.roles[role.id]?.who.id === to.id;
    const since = `${holds ? 'since' : 'from'} ${material.when(event.occurredAt)}`;
    const count = spoken.get(to.id)?.count;
    spoken.delete(to.id);
    const cells = [role.label, material.who(to), count ? `${since}; ${messages(count)}` : since];
    return [{ cells, evidence: evidenceOf(material, [event.id]) }];
  });
}

export function people(material: Material): Section {
  const spoken = new Map(speakers(material).map((one) => [one.id, one]));
  const held = roles(material, spoken);
  const others = [...spoken.values()].map(({ name, bot, count }) => ({
    cells: [bot ? 'bot' : 'responder', name, messages(count)],
    evidence: [],
  }));
  return {
    id: 'people',
    title: 'Roles and responders',
    statements: held.length > 0 ? [] : [gap('No role was assigned on record.')],
    table: { columns: ['Role', 'Who', 'On record'], rows: [...held, ...others] },
  };
}
