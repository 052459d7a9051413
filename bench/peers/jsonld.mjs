// Canonicalizes documents with npm jsonld, contexts in memory: a line of JSON for each line of JSON.
import {createInterface} from 'node:readline';
import jsonld from 'jsonld';

const lines = createInterface({input: process.stdin, crlfDelay: Infinity});
let documents;

async function documentLoader(url) {
  const document = documents[url];
  if (!document) {
    throw new Error(`unknown: ${url}`);
  }
  return {contextUrl: null, documentUrl: url, document};
}

const options = {algorithm: 'URDNA2015', format: 'application/n-quads', safe: true, documentLoader};
for await (const line of lines) {
  if (!documents) {
    documents = JSON.parse(line);
    continue;
  }
  let answer;
  try {
    answer = {canonical: await jsonld.canonize(JSON.parse(line), options)};
  } catch (error) {
    answer = {refused: error.details?.event?.code ?? error.name};
  }
  process.stdout.write(JSON.stringify(answer) + '\n');
}
