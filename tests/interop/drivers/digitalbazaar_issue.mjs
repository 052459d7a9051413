// Issues the credential with a fresh did:key, which becomes its issuer.
import {DataIntegrityProof} from '@digitalbazaar/data-integrity';
import * as vc from '@digitalbazaar/vc';
import {answer, loader, request} from './documents.mjs';
import {SUITES} from './suites.mjs';

const suite = SUITES[request.cryptosuite ?? 'eddsa-rdfc-2022'];
const key = await suite.generate(request);
const {publicKeyMultibase} = await key.export({publicKey: true});
const did = `did:key:${publicKeyMultibase}`;
key.id = `${did}#${publicKeyMultibase}`;
key.controller = did;
const signer = key.signer();
signer.id = key.id;
const credential = structuredClone(request.credential);
credential.issuer.id = did;
const issued = await vc.issue({
  credential,
  suite: new DataIntegrityProof({signer, cryptosuite: suite.signing(request), date: request.now}),
  documentLoader: loader,
  now: new Date(request.now)
});
answer(issued);
