// @sd-jwt/sd-jwt-vc with the keys of the request: an issuer's, and a holder's.
import {createPublicKey, createPrivateKey, sign, verify, webcrypto} from 'node:crypto';
import {digest, generateSalt} from '@sd-jwt/crypto-nodejs';
import {SDJwtVcInstance} from '@sd-jwt/sd-jwt-vc';

const HASHES = {EdDSA: null, ES256: 'sha256', ES384: 'sha384', ES512: 'sha512'};

export async function freshKey(alg) {
  const algorithm = alg === 'EdDSA' ? {name: 'Ed25519'} : {name: 'ECDSA', namedCurve: 'P-256'};
  const pair = await webcrypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
  return webcrypto.subtle.exportKey('jwk', pair.privateKey);
}

export function publicOf({d, key_ops, ext, ...jwk}) {
  return jwk;
}

function signer(jwk, alg) {
  const key = createPrivateKey({key: jwk, format: 'jwk'});
  return data => sign(HASHES[alg], Buffer.from(data), {key, dsaEncoding: 'ieee-p1363'}).toString('base64url');
}

function verifier(jwk, alg) {
  const key = createPublicKey({key: jwk, format: 'jwk'});
  return (data, signature) => verify(
    HASHES[alg], Buffer.from(data), {key, dsaEncoding: 'ieee-p1363'}, Buffer.from(signature, 'base64url'));
}

export function instance({alg, issuerKey, holderKey}) {
  return new SDJwtVcInstance({
    hasher: digest,
    hashAlg: 'sha-256',
    saltGenerator: generateSalt,
    signAlg: alg,
    signer: issuerKey?.d && signer(issuerKey, alg),
    verifier: issuerKey && verifier(issuerKey, alg),
    kbSignAlg: alg,
    kbSigner: holderKey?.d && signer(holderKey, alg),
    kbVerifier: holderKey && verifier(holderKey, alg)
  });
}
