import {DataIntegrityProof} from '@digitalbazaar/data-integrity';
import * as Ed25519Multikey from '@digitalbazaar/ed25519-multikey';
import {cryptosuite} from '@digitalbazaar/eddsa-rdfc-2022-cryptosuite';
import * as vc from '@digitalbazaar/vc';
import {answer, loader, request} from './documents.mjs';

const key = await Ed25519Multikey.generate();
const did = `did:key:${key.publicKeyMultibase}`;
key.id = `${did}#${key.publicKeyMultibase}`;
key.controller = did;
const credential = structuredClone(request.credential);
credential.issuer.id = did;
const issued = await vc.issue({
  credential,
  suite: new DataIntegrityProof({signer: key.signer(), cryptosuite, date: request.now}),
  documentLoader: loader,
  now: new Date(request.now)
});
answer(issued);
