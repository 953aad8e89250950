// firescribe.yml as it is written: its values, and on which line each stands.
import { isMap, LineCounter, type Node, parseDocument } from 'yaml';

/** What is written in the file, before anything is made of it. */
export type Given = {
  name: string;
  value: unknown;
  /** The line on which the path stands, 1-based; undefined where it is not written. */
  lineOf(path: readonly PropertyKey[]): number | undefined;
  problems: string[];
};

/** Nothing is written: there is no file. */
export const nothingGiven = (name: string): Given => ({
  name,
  value: {},
  lineOf: () => undefined,
  problems: [],
});

export function readYaml(text: string, name: string): Given {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  const place = (offset: number) => `${name}:${lines.linePos(offset).line}`;
  const lineOf: Given['lineOf'] = (path) => {
    const parent = document.getIn(path.slice(0, -1), true);
    const pair = isMap(parent)
      ? parent.items.find((item) => String(item.key) === String(path.at(-1)))
      : undefined;
    const node = (pair?.key ?? document.getIn(path, true)) as Node | undefined;
    return node?.range ? lines.linePos(node.range[0]).line : undefined;
  };
  const problems = document.errors.map(
    (error) =>
      `${place(error.pos[0])}: ${error.message.split('\n')[0]?.replace(/ at line \d+, column \d+:?$/, '')}`,
  );
  try {
    return { name, value: problems.length > 0 ? {} : (document.toJS() ?? {}), lineOf, problems };
  } catch (error) {
    // An alias that goes nowhere, or grows beyond bounds.
    return { name, value: {}, lineOf, problems: [`${name}:1: ${(error as Error).message}`] };
  }
}
