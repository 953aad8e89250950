// Files shared with a message: pictures are shown, everything can be downloaded.

import type { ShownFile } from '../client-api/shapes.ts';
import { Icon } from './icons.tsx';
import { useClient, usePage } from './use-client.ts';

export function Files({ files }: { files: ShownFile[] }) {
  return (
    <div className="files">
      {files.map((file) => (
        <FileCard key={file.id} file={file} />
      ))}
    </div>
  );
}

function FileCard({ file }: { file: ShownFile }) {
  const me = usePage((state) => state.me);
  const client = useClient();
  const address = `/client/files/${file.id}?as=${me}`;
  if (file.deleted) {
    return <span className="file gone">This file was deleted.</span>;
  }
  if (file.canvas) {
    const place = client.get().place;
    const open = () => place.kind === 'channel' && client.go({ ...place, tab: 'canvas', mark: undefined });
    return (
      <button type="button" className="file" onClick={open}>
        <Icon name="page" /> {file.title} <small>Canvas</small>
      </button>
    );
  }
  return (
    <figure className="file">
      {file.mimetype.startsWith('image/') && (
        <a href={address} target="_blank" rel="noreferrer">
          <img className="picture" src={address} alt={file.altText ?? file.title} loading="lazy" />
        </a>
      )}
      <figcaption>
        <a href={`${address}&download`} download={file.title}>
          {file.title}
        </a>{' '}
        <small>{sizeOf(file.size)}</small>
      </figcaption>
    </figure>
  );
}

const STEP = 1_000;

function sizeOf(bytes: number): string {
  if (bytes < STEP) {
    return `${bytes} B`;
  }
  return bytes < STEP * STEP ? `${(bytes / STEP).toFixed(1)} kB` : `${(bytes / STEP / STEP).toFixed(1)} MB`;
}
