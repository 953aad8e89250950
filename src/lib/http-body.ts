// Reading the body of an answer, up to a bound.

/** No answer of a vendor's that we ask for comes near this. */
const MOST_BYTES = 10 * 1024 * 1024;

/** @throws Error where the body is larger than we take. */
export async function readBody(response: Response): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    size += chunk.byteLength;
    if (size > MOST_BYTES) {
      throw new Error(`the answer is larger than ${MOST_BYTES / 1024 / 1024} MB`);
    }
    chunks.push(chunk);
  }
  return new TextDecoder().decode(Buffer.concat(chunks));
}
