// Whether a template can be used: its names, its tags, and what its own words say. Each problem with its line.
import { type Block, blocksIn, sentencesIn } from './blocks.ts';
import { INNER_TAGS, LONGEST_TEMPLATE, parsed, TAGS, whatLiquidSays } from './engine.ts';
import { FILTERS } from './filters.ts';
import { instead, nameProblems, type Problem } from './names.ts';
import { cellClaim, hasFacts, isQuestion, ownClaim } from './own-words.ts';
import { type ConfiguredNames, rootShape } from './shape.ts';
import type { Template } from './template.ts';
import { factMark, NO_LINE, type Run, sectionMark } from './told.ts';
import type { Node } from './tree.ts';

/** Headings that every review ends with. */
const TAKEN = ['How this draft was made', 'Evidence'];
const NO_FACT =
  'there is no fact in this sentence, so no evidence carries it; make it guidance (a line that begins with >), a question, or leave it out';

type Piece = { begin: number; end: number; text: string };

/** What its outputs and its words leave behind, whichever way its conditions go. */
function piecesOf(nodes: readonly Node[]): Piece[] {
  return nodes.flatMap((node): Piece[] => {
    const { token, name, value, branches = [], templates = [], elseTemplates = [] } = node;
    const { begin, end, input } = token;
    if (name === 'section') {
      return [{ begin, end, text: sectionMark(node.id ?? '').trim() }];
    }
    if (name !== undefined) {
      return piecesOf([...branches.flatMap((branch) => branch.templates), ...templates, ...elseTemplates]);
    }
    const literal = value?.initial.postfix.map(({ content }) => content) ?? [];
    const own = literal.length === 1 && typeof literal[0] === 'string' ? literal[0] : undefined;
    return [{ begin, end, text: value === undefined ? input.slice(begin, end) : (own ?? factMark(0)) }];
  });
}

/** Its Markdown with every branch in it, and the line of the template that each of its lines comes from. */
function everyBranch(nodes: readonly Node[]): { markdown: string; lines: readonly number[] } {
  let text = '';
  let at = 0;
  const input = nodes[0]?.token.input ?? '';
  for (const piece of piecesOf(nodes)) {
    text += `${input.slice(at, piece.begin).replace(/[^\n]/g, '')}${piece.text}`;
    at = Math.max(at, piece.end);
  }
  const kept: string[] = [];
  const lines: number[] = [];
  let carried = '';
  for (const [index, line] of text.split('\n').entries()) {
    if (line.endsWith(NO_LINE)) {
      carried += line.replaceAll(NO_LINE, '');
    } else {
      kept.push(`${carried}${line.replaceAll(NO_LINE, '')}`);
      lines.push(index + 1);
      carried = '';
    }
  }
  return { markdown: kept.join('\n'), lines };
}

const plain = (text: readonly Run[]) => text.map((run) => ('words' in run ? run.words : '')).join('');

function wrongHeading(depth: number, text: readonly Run[], first: boolean): string | undefined {
  if (depth === 1) {
    return 'the title stands above by itself; begin sections with ##';
  }
  if (depth > 3 || (first && depth > 2)) {
    return first ? 'the first heading begins with ##' : 'headings go down to ###';
  }
  if (hasFacts(text)) {
    return 'a heading is how its section is found again, so it holds no facts';
  }
  const taken = TAKEN.find((one) => one.toLowerCase() === plain(text).trim().toLowerCase());
  return taken === undefined ? ownClaim(text, 'heading') : `“${taken}” stands in every review by itself`;
}

function wrongSentences(text: readonly Run[], line: number): Problem[] {
  return sentencesIn(text).flatMap((sentence) => {
    const bare = !hasFacts(sentence.text) && !isQuestion(sentence.text);
    const why = bare ? NO_FACT : ownClaim(sentence.text, 'sentence');
    return why === undefined ? [] : [{ line: line + sentence.line, why }];
  });
}

function wrongGuidance(text: readonly Run[], line: number): Problem[] {
  return sentencesIn(text).flatMap((sentence) => {
    const why = ownClaim(sentence.text, 'guidance');
    return why === undefined ? [] : [{ line: line + sentence.line, why }];
  });
}

function wrongRow(cells: readonly Run[][]): string[] {
  return cells.some(hasFacts)
    ? cells.flatMap((cell) => (hasFacts(cell) ? ownClaim(cell, 'sentence') : cellClaim(cell)) ?? [])
    : ['there is no fact in this row, so no evidence carries it'];
}

/** What is wrong with a block, line by line. */
function wrongIn(block: Block): Problem[] {
  const at = (whys: readonly string[], line = block.line) => whys.map((why) => ({ line, why }));
  switch (block.kind) {
    case 'refused':
      return at([block.why]);
    case 'paragraph':
      return wrongSentences(block.runs, block.line);
    case 'list':
      return block.items.flatMap((item, index) => wrongSentences(item, block.lines[index] ?? block.line));
    case 'guidance':
      return block.texts.flatMap((text, index) => wrongGuidance(text, block.lines[index] ?? block.line));
    case 'table':
      return [
        ...at(
          block.columns.flatMap(
            (column) => (hasFacts(column) ? 'a column’s name holds no facts' : cellClaim(column)) ?? [],
          ),
        ),
        ...block.rows.flatMap((row, index) => at(wrongRow(row), block.lines[index])),
      ];
    default:
      return [];
  }
}

function wordProblems(nodes: readonly Node[]): Problem[] {
  const { markdown, lines } = everyBranch(nodes);
  let headings = 0;
  const found = blocksIn(markdown).flatMap((block): Problem[] => {
    if (block.kind === 'heading') {
      headings += 1;
      const why = wrongHeading(block.depth, block.runs, headings === 1);
      return why === undefined ? [] : [{ line: block.line, why }];
    }
    return headings === 0
      ? [{ line: block.line, why: 'nothing stands above the first heading; begin with ## and its name' }]
      : wrongIn(block);
  });
  const empty =
    headings === 0 && found.length === 0 ? [{ line: 1, why: 'it has no heading, so it shows nothing' }] : [];
  return [...found.map(({ line, why }) => ({ line: lines[line - 1] ?? line, why })), ...empty];
}

/** LiquidJS's words, with what would be right. */
function inOurWords(why: string): string {
  const filter = /undefined filter: (\S+)/.exec(why)?.[1];
  if (filter !== undefined) {
    return `there is no filter ${filter}${instead(filter, Object.keys(FILTERS))}`;
  }
  const tag = /tag "([^"]+)" not found/.exec(why)?.[1];
  if (tag === undefined) {
    return why;
  }
  return INNER_TAGS.includes(tag)
    ? `${tag} stands by itself; the tag that it belongs to is missing above it`
    : `there is no tag ${tag}${instead(tag, TAGS)}`;
}

/** Everything that is wrong with a template, in the order of its lines. `known`: names that the configuration gives. */
export function templateProblems({ text }: Pick<Template, 'text'>, known: ConfiguredNames): Problem[] {
  if (text.length > LONGEST_TEMPLATE) {
    return [{ line: 1, why: `it is longer than ${LONGEST_TEMPLATE.toLocaleString('en')} characters` }];
  }
  let nodes: readonly Node[];
  try {
    nodes = parsed(text).templates as unknown as readonly Node[];
  } catch (error) {
    const { line, why } = whatLiquidSays(error);
    return [{ line, why: inOurWords(why) }];
  }
  const problems = [...nameProblems(nodes, rootShape(known)), ...wordProblems(nodes)];
  return problems.sort((a, b) => a.line - b.line);
}
