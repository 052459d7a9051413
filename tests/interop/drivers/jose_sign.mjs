// Signs a payload as it stands, with the private key of the request.
import {CompactSign, importJWK} from 'jose';
import {answer, request} from './documents.mjs';

const key = await importJWK(request.jwk, request.alg);
const token = await new CompactSign(new TextEncoder().encode(request.payload))
  .setProtectedHeader({alg: request.alg, ...request.header})
  .sign(key);
answer({token});
