// Reads the request from standard input, and answers addresses from the documents it brings: no network.
import {readFileSync} from 'node:fs';

export const request = JSON.parse(readFileSync(0, 'utf8'));

export async function loader(url) {
  const document = request.documents[url] ?? request.documents[url.split('#')[0]];
  if (document === undefined) {
    throw new Error(`not among the documents of this test: ${url}`);
  }
  return {contextUrl: null, documentUrl: url, document: fragment(document, url)};
}

// A verification method is asked for by its own identifier: answer with that part of its controller's document.
function fragment(document, url) {
  const methods = (document.verificationMethod ?? []).filter(method => method.id === url);
  if (!url.includes('#') || methods.length === 0) {
    return document;
  }
  return {'@context': 'https://w3id.org/security/multikey/v1', ...methods[0]};
}

export function answer(value) {
  process.stdout.write(JSON.stringify(value, (_, inner) =>
    inner instanceof Error ? {name: inner.name, message: inner.message, errors: inner.errors} : inner));
}
