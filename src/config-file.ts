// firescribe.yml: the optional file that names services, teams and people. Errors say file, line and remedy.
import { isMap, LineCounter, type Node, parseDocument } from 'yaml';
import { z } from 'zod';
import { servicesSection } from './policy/section-services.ts';
import { teamsSection } from './policy/section-teams.ts';
import { people } from './policy/section-words.ts';

export const ConfigFile = z.strictObject({
  services: servicesSection.optional(),
  teams: teamsSection.optional(),
  responders: people.optional(),
});
export type ConfigFile = z.infer<typeof ConfigFile>;

/** The line a path of the document stands on, or that of its nearest ancestor that is there. 1-based. */
function lineOf(
  document: ReturnType<typeof parseDocument>,
  path: readonly PropertyKey[],
  lines: LineCounter,
): number {
  for (let depth = path.length; depth > 0; depth -= 1) {
    const parent = document.getIn(path.slice(0, depth - 1), true);
    const key = path[depth - 1];
    const pair = isMap(parent) ? parent.items.find((item) => String(item.key) === String(key)) : undefined;
    const node = (pair?.key ?? document.getIn(path.slice(0, depth), true)) as Node | undefined;
    if (node?.range) {
      return lines.linePos(node.range[0]).line;
    }
  }
  return 1;
}

/** Reads the file's text. `problems` is empty where all is well; each problem is one line: `firescribe.yml:3: …`. */
export function readConfigFile(text: string, name: string): { value?: ConfigFile; problems: string[] } {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  if (document.errors.length > 0) {
    return {
      problems: document.errors.map(
        (error) => `${name}:${lines.linePos(error.pos[0]).line}: ${error.message.split('\n')[0]}`,
      ),
    };
  }
  const parsed = ConfigFile.safeParse(document.toJS() ?? {});
  if (parsed.success) {
    return { value: parsed.data, problems: [] };
  }
  return {
    problems: parsed.error.issues.map((issue) => {
      const path = issue.code === 'unrecognized_keys' ? [...issue.path, issue.keys[0] ?? ''] : issue.path;
      const place = issue.path.length > 0 ? `${issue.path.join('.')}: ` : '';
      return `${name}:${lineOf(document, path, lines)}: ${place}${issue.message}`;
    }),
  };
}
