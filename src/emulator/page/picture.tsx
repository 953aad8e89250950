// A picture in blocks: from an address, or a file of the workspace.
import type { ImageElement } from '@slack/types';
import { usePage } from './use-client.ts';

type Source = Pick<ImageElement, 'alt_text'> & {
  type: 'image';
  image_url?: string;
  slack_file?: { id?: string; url?: string };
};

export function BlockPicture({ image, small }: { image: Source | ImageElement; small?: boolean }) {
  const me = usePage((state) => state.me);
  return (
    <img
      className={small ? 'picture small' : 'picture'}
      src={addressOf(image as Source, me)}
      alt={image.alt_text}
      loading="lazy"
    />
  );
}

function addressOf(image: Source, me: string): string {
  const id = image.slack_file?.id ?? /-(F[A-Z0-9]+)/.exec(image.slack_file?.url ?? '')?.[1];
  return id ? `/client/files/${id}?as=${me}` : (image.image_url ?? '');
}
