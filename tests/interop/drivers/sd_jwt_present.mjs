// Presents some claims of a token of ours, bound to the holder's key if the request has one.
import {answer, request} from './documents.mjs';
import {instance} from './sd_jwt.mjs';

const peer = instance(request);
const binding = request.holderKey ? {kb: {payload: request.bindingPayload}} : undefined;
answer({presentation: await peer.present(request.token, request.presentationFrame, binding)});
