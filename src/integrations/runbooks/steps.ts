// Which parts of a page are its steps. Pages of every source are brought into these blocks first.

export type Block =
  | { kind: 'heading'; depth: number; text: string }
  /** `ordered`: numbered, or with boxes to tick. */
  | { kind: 'list'; ordered: boolean; items: string[] };

/** A message with a box for each step holds fifty blocks (Slack's docs); a longer list is no help in an incident. */
const MOST_STEPS = 40;
const LONGEST_STEP = 600;

/** What people call the part of a runbook that says what to do. */
const SAYS_WHAT_TO_DO =
  /\b(?:steps?|procedures?|mitigat\w*|remediat\w*|resol(?:ution|ving|ve)|actions?|what to do|how to fix|checklist|respon[sd]\w*|recover\w*|first aid|instructions)\b/i;

/**
 * The lists under headings that announce steps; without such, every list that is numbered or has boxes; without those, the
 * first list there is.
 */
export function stepsOf(blocks: readonly Block[]): { steps: string[]; more: number } {
  const lists = blocks.filter((block) => block.kind === 'list');
  const announced = underHeadings(blocks);
  const ordered = lists.filter((list) => list.ordered);
  const chosen = announced.length > 0 ? announced : ordered.length > 0 ? ordered : lists.slice(0, 1);
  const steps = chosen
    .flatMap(({ items }) => items)
    .map((item) => item.trim())
    .filter(Boolean);
  return { steps: steps.slice(0, MOST_STEPS).map(shortened), more: Math.max(0, steps.length - MOST_STEPS) };
}

type List = Extract<Block, { kind: 'list' }>;

/** Numbered lists count before bulleted ones: under “Mitigation” there may be background, too. */
function underHeadings(blocks: readonly Block[]): List[] {
  const found: List[] = [];
  let depth: number | undefined;
  for (const block of blocks) {
    if (block.kind === 'list') {
      if (depth !== undefined) {
        found.push(block);
      }
    } else if (SAYS_WHAT_TO_DO.test(block.text)) {
      depth = Math.min(depth ?? block.depth, block.depth);
    } else if (depth !== undefined && block.depth <= depth) {
      depth = undefined;
    }
  }
  const ordered = found.filter((list) => list.ordered);
  return ordered.length > 0 ? ordered : found;
}

const shortened = (step: string) =>
  step.length > LONGEST_STEP ? `${step.slice(0, LONGEST_STEP - 1)}…` : step;
