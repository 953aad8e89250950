// Block Kit: each block as Slack's client draws it, with everything in it that can be pressed.

import type {
  ActionsBlock,
  ContextBlock,
  HeaderBlock,
  ImageBlock,
  InputBlock,
  KnownBlock,
  MarkdownBlock,
  SectionBlock,
  TableBlock,
  VideoBlock,
} from '@slack/types';
import type { ElementFields } from './block-scope.ts';
import { useScope } from './block-scope.ts';
import { drawEach } from './draw.ts';
import { Element } from './element.tsx';
import { Markdown } from './markdown.tsx';
import { BlockPicture } from './picture.tsx';
import { RichText } from './rich-text.tsx';
import { TextObject } from './text-object.tsx';
import { Link } from './words.tsx';

/** Blocks as the workspace took them, so known to be well formed. */
export function Blocks({ blocks }: { blocks: unknown[] }) {
  return (
    <div className="blocks">
      {(blocks as KnownBlock[]).map((block) => (
        <Block key={block.block_id} block={block} />
      ))}
    </div>
  );
}

function Block({ block }: { block: KnownBlock }) {
  switch (block.type) {
    case 'section':
      return <Section block={block} />;
    case 'header':
      return <Header block={block} />;
    case 'context':
      return <Context block={block} />;
    case 'actions':
      return <Actions block={block} />;
    case 'input':
      return <Input block={block} />;
    case 'divider':
      return <hr />;
    case 'image':
      return <Image block={block} />;
    case 'rich_text':
      return <RichText block={block} />;
    case 'markdown':
      return <Markdown text={(block as MarkdownBlock).text} />;
    case 'table':
      return <TableOf block={block} />;
    case 'video':
      return <Video block={block} />;
    case 'file':
      return null;
    default:
      return <Undrawn block={block} />;
  }
}

/** Said rather than skipped, so that nobody takes a gap for what Slack would show. */
const Undrawn = ({ block }: { block: { type: string } }) => (
  <p className="undrawn">A block of the kind “{block.type}” stands here; this page does not draw it.</p>
);

const idOf = (block: { block_id?: string }) => block.block_id ?? '';

function Section({ block }: { block: SectionBlock }) {
  return (
    <div className="block section">
      <div className="section-words">
        {block.text && (
          <div>
            <TextObject text={block.text} />
          </div>
        )}
        {block.fields && (
          <div className="fields">
            {drawEach(block.fields, (field) => (
              <div>
                <TextObject text={field} />
              </div>
            ))}
          </div>
        )}
      </div>
      {block.accessory && (
        <div className="accessory">
          <Element element={block.accessory as ElementFields} blockId={idOf(block)} />
        </div>
      )}
    </div>
  );
}

const Header = ({ block }: { block: HeaderBlock }) => (
  <h3 className="block block-header">
    <TextObject text={block.text} />
  </h3>
);

function Context({ block }: { block: ContextBlock }) {
  return (
    <div className="block context">
      {drawEach(block.elements, (element) =>
        element.type === 'image' ? (
          <BlockPicture image={element} small />
        ) : (
          <span>
            <TextObject text={element} />
          </span>
        ),
      )}
    </div>
  );
}

const Actions = ({ block }: { block: ActionsBlock }) => (
  <div className="block actions">
    {block.elements.map((element) => (
      <Element key={element.action_id} element={element as ElementFields} blockId={idOf(block)} />
    ))}
  </div>
);

function Input({ block }: { block: InputBlock }) {
  const { errors } = useScope();
  const error = errors[idOf(block)];
  const element = block.element as ElementFields;
  const id = `input-${idOf(block)}`;
  return (
    <div className={`block input${error ? ' wrong' : ''}`}>
      <label htmlFor={id}>
        <TextObject text={block.label} />
        {block.optional && <span className="optional"> (optional)</span>}
      </label>
      <Element
        element={element}
        blockId={idOf(block)}
        input={{ id, dispatch: block.dispatch_action === true }}
      />
      {error && (
        <p className="error" role="alert">
          {error}
        </p>
      )}
      {block.hint && (
        <p className="hint">
          <TextObject text={block.hint} />
        </p>
      )}
    </div>
  );
}

const Image = ({ block }: { block: ImageBlock }) => (
  <figure className="block">
    {block.title && (
      <figcaption>
        <TextObject text={block.title} />
      </figcaption>
    )}
    <BlockPicture image={block} />
  </figure>
);

const Video = ({ block }: { block: VideoBlock }) => (
  <div className="block">
    <Link href={block.title_url ?? block.video_url}>{block.title.text}</Link>
    <BlockPicture image={{ type: 'image', image_url: block.thumbnail_url, alt_text: block.alt_text }} />
  </div>
);

function TableOf({ block }: { block: TableBlock }) {
  return (
    <div className="scroll">
      <table className="block">
        <tbody>
          {drawEach(block.rows, (row) => (
            <tr>
              {drawEach(row, (cell) => (
                <td>
                  {cell.type === 'rich_text' ? (
                    <RichText block={cell} />
                  ) : (
                    'text' in cell && String(cell.text)
                  )}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
