// The npm peers on the credential of the benchmarks. The first line of input holds keys and documents; each further line
// asks for one case so many times, and is answered with the seconds that took. Documents come from memory.
import {createPrivateKey, createPublicKey, sign, verify} from 'node:crypto';
import {createInterface} from 'node:readline';
import * as EcdsaMultikey from '@digitalbazaar/ecdsa-multikey';
import {cryptosuite as ecdsaRdfc} from '@digitalbazaar/ecdsa-rdfc-2019-cryptosuite';
import {DataIntegrityProof} from '@digitalbazaar/data-integrity';
import * as Ed25519Multikey from '@digitalbazaar/ed25519-multikey';
import * as eddsaJcs from '@digitalbazaar/eddsa-jcs-2022-cryptosuite';
import {cryptosuite as eddsaRdfc} from '@digitalbazaar/eddsa-rdfc-2022-cryptosuite';
import * as vc from '@digitalbazaar/vc';
import {DataIntegrityProof as CredentialsProof} from '@digitalcredentials/data-integrity';
import * as CredentialsMultikey from '@digitalcredentials/ed25519-multikey';
import {cryptosuite as credentialsRdfc} from '@digitalcredentials/eddsa-rdfc-2022-cryptosuite';
import * as credentialsVc from '@digitalcredentials/vc';
import {digest, generateSalt} from '@sd-jwt/crypto-nodejs';
import {SDJwtVcInstance} from '@sd-jwt/sd-jwt-vc';
import {CompactSign, compactVerify, importJWK} from 'jose';

const NOW = new Date('2026-11-01T12:00:00Z');
const CASES = {};
let request;

// --- Data Integrity ---

function loaderOf(controller) {
  const method = {'@context': 'https://w3id.org/security/multikey/v1', ...controller.verificationMethod[0]};
  const own = {[controller.id]: controller, [method.id]: method};
  return async url => {
    const document = own[url] ?? request.documents[url];
    if (!document) {
      throw new Error(`unknown: ${url}`);
    }
    return {contextUrl: null, documentUrl: url, document};
  };
}

async function addDataIntegrity(name, {Proof, library, key, signs, verifies, controller}) {
  const documentLoader = loaderOf(controller);
  key.id = request.method;
  const signer = key.signer();
  signer.id = request.method;
  const signing = new Proof({signer, cryptosuite: signs, date: NOW});
  const checking = new Proof({cryptosuite: verifies ?? signs});
  const checkStatus = async () => ({verified: true});
  const issue = () => library.issue({
    credential: structuredClone(request.credential), suite: signing, documentLoader, now: NOW});
  const check = credential => library.verifyCredential({
    credential, suite: checking, documentLoader, checkStatus, now: NOW});
  const text = JSON.stringify(await issue());
  const once = await check(JSON.parse(text));
  if (!once.verified) {
    throw once.error;
  }
  CASES[`issue ${name}`] = issue;
  CASES[`verify ${name}`] = () => check(JSON.parse(text));
}

async function dataIntegrity() {
  const seed = Uint8Array.from(Buffer.from(request.seed, 'hex'));
  const ed25519 = {controller: request.controller};
  const bazaar = {...ed25519, Proof: DataIntegrityProof, library: vc};
  await addDataIntegrity('eddsa-rdfc-2022 @digitalbazaar/vc',
    {...bazaar, key: await Ed25519Multikey.generate({seed}), signs: eddsaRdfc});
  await addDataIntegrity('eddsa-jcs-2022 @digitalbazaar/vc', {
    ...bazaar, key: await Ed25519Multikey.generate({seed}),
    signs: eddsaJcs.createSignCryptosuite(), verifies: eddsaJcs.createVerifyCryptosuite()});
  await addDataIntegrity('eddsa-rdfc-2022 @digitalcredentials/vc', {
    ...ed25519, Proof: CredentialsProof, library: credentialsVc,
    key: await CredentialsMultikey.generate({seed}), signs: credentialsRdfc});
  const p256 = await EcdsaMultikey.generate({curve: 'P-256'});
  const {publicKeyMultibase} = await p256.export({publicKey: true});
  const method = {...request.controller.verificationMethod[0], publicKeyMultibase};
  await addDataIntegrity('ecdsa-rdfc-2019 @digitalbazaar/vc', {
    ...bazaar, key: p256, signs: ecdsaRdfc, controller: {...request.controller, verificationMethod: [method]}});
}

// --- tokens ---

async function tokens() {
  const {d, ...jwk} = request.jwk;
  const privateKey = await importJWK(request.jwk, 'EdDSA');
  const publicKey = await importJWK(jwk, 'EdDSA');
  const issue = () => new CompactSign(new TextEncoder().encode(JSON.stringify(request.credential)))
    .setProtectedHeader({alg: 'EdDSA', typ: 'JWT', jwk})
    .sign(privateKey);
  const token = await issue();
  CASES['issue vc-jwt jose'] = issue;
  CASES['verify vc-jwt jose'] = async () =>
    JSON.parse(new TextDecoder().decode((await compactVerify(token, publicKey, {algorithms: ['EdDSA']})).payload));
}

async function selectiveTokens() {
  const {d, ...jwk} = request.jwk;
  const privateKey = createPrivateKey({key: request.jwk, format: 'jwk'});
  const publicKey = createPublicKey({key: jwk, format: 'jwk'});
  const instance = new SDJwtVcInstance({
    hasher: digest, hashAlg: 'sha-256', saltGenerator: generateSalt, signAlg: 'EdDSA',
    signer: data => sign(null, Buffer.from(data), privateKey).toString('base64url'),
    verifier: (data, signature) => verify(null, Buffer.from(data), publicKey, Buffer.from(signature, 'base64url'))
  });
  const issue = () => instance.issue(request.claims, {_sd: request.disclosable}, {header: {kid: request.method}});
  const token = await issue();
  CASES['issue sd-jwt-vc @sd-jwt/sd-jwt-vc'] = issue;
  CASES['verify sd-jwt-vc @sd-jwt/sd-jwt-vc'] = () => instance.verify(token);
}

// --- the line ---

for await (const line of createInterface({input: process.stdin})) {
  const asked = JSON.parse(line);
  let seconds = 0;
  if (request === undefined) {
    request = asked;
    await dataIntegrity();
    await tokens();
    await selectiveTokens();
  } else {
    const call = CASES[asked.case];
    const started = process.hrtime.bigint();
    for (let i = 0; i < asked.repeats; i++) {
      await call();
    }
    seconds = Number(process.hrtime.bigint() - started) / 1e9;
  }
  process.stdout.write(`${JSON.stringify({seconds})}\n`);
}
