// The documents this verifier needs for a did:key issuer are bundled with it; schemas it would fetch are not asked about.
import {verifyCredential} from '@digitalcredentials/verifier-core';
import {answer, request} from './documents.mjs';

console.log = console.error;
globalThis.fetch = async url => { throw new Error(`no network in this test: ${url}`); };
const result = await verifyCredential({credential: request.credential, knownDIDRegistries: []});
answer({log: result.log ?? [], errors: result.errors ?? []});
