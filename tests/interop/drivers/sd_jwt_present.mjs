// Shows some of the claims of a token; the holder signs for whoever asked.
import {answer, request} from './documents.mjs';
import {instance} from './sd_jwt.mjs';

const binding = {kb: {payload: request.bindingPayload}};
answer({presentation: await instance(request).present(request.token, request.presentationFrame, binding)});
