// Files picked for a form, and files as the acts of a person take them.
import { type ElementProps, useField } from './field.ts';

export type PickedFile = { name: string; mimetype: string; bytes: string };

/** Bytes in base64, as JSON carries them. */
export async function pickedFile(file: File): Promise<PickedFile> {
  const address = await new Promise<string>((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result));
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(file);
  });
  return {
    name: file.name,
    mimetype: file.type || 'application/octet-stream',
    bytes: address.slice(address.indexOf(',') + 1),
  };
}

export function FileInput(props: ElementProps) {
  const field = useField(props);
  const types = props.element.filetypes as string[] | undefined;
  const pick = async (files: FileList | null) => {
    field.change(await Promise.all([...(files ?? [])].map(pickedFile)));
  };
  return (
    <input
      type="file"
      id={props.input?.id}
      multiple={props.element.max_files !== 1}
      accept={types?.map((type) => `.${type}`).join(',')}
      onChange={(event) => void pick(event.target.files)}
    />
  );
}
