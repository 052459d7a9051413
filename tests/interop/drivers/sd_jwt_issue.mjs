// Issues the claims with a fresh key, which the header carries, and presents some of them.
import {answer, request} from './documents.mjs';
import {freshKey, instance, publicOf} from './sd_jwt.mjs';

const issuerKey = await freshKey(request.alg);
const holderKey = await freshKey(request.alg);
const peer = instance({alg: request.alg, issuerKey, holderKey});
const claims = {...request.claims, ...(request.isBound ? {cnf: {jwk: publicOf(holderKey)}} : {})};
const token = await peer.issue(claims, request.disclosureFrame, {header: {...request.header, jwk: publicOf(issuerKey)}});
const binding = request.isBound ? {kb: {payload: request.bindingPayload}} : undefined;
const presentation = await peer.present(token, request.presentationFrame, binding);
answer({token, presentation, issuerKey: publicOf(issuerKey), holderKey: publicOf(holderKey)});
